// Debian's web servers, started on a free port with the configurations of web/hosting.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'threadbox');

export interface Host {
  /** Of the page. */
  readonly address: string;
  close(): Promise<void>;
}

/** Finds a file in the system, or where tools/setup has unpacked it. */
function find(path: string): string {
  const found = [path, join(cache, 'nginx', path)].find(existsSync);
  if (!found) throw new Error(`${path} is missing: tools/setup installs it.`);
  return found;
}

/** Reads a configuration of web/hosting and puts the test's values in the place of the example's. */
function configuration(name: string, values: Record<string, string> = {}): string {
  return Object.entries(values).reduce(
    (text, [example, value]) => {
      if (!text.includes(example)) throw new Error(`${name} has no "${example}".`);
      return text.replace(example, value);
    },
    readFileSync(join(top, 'web/hosting', name), 'utf8'),
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether something listens on the port. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true))).on('error', () => resolve(false));
  });
}

/** Waits until the child listens. @throws what it has written if it ends */
async function untilItListens(child: ChildProcess, port: number): Promise<void> {
  let said = '';
  child.stderr?.on('data', (data) => (said += data));
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} has ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts a server for a copy of the built page under /learn/threads/. `prepare` writes its files and returns its command. */
async function start(prepare: (folder: string, root: string, site: string, port: number) => readonly string[]): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'threadbox-host-'));
  // Apache's processes belong to another user.
  chmodSync(folder, 0o755);
  const root = join(folder, 'root');
  const site = join(root, 'learn/threads');
  mkdirSync(site, { recursive: true });
  cpSync(join(top, 'build/page'), site, { recursive: true });
  const port = await freePort();
  const [program = '', ...words] = prepare(folder, root, site, port);
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  await untilItListens(child, port);
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { address: `http://localhost:${port}/learn/threads/`, close };
}

export function startNginx(): Promise<Host> {
  return start((folder, root, _, port) => {
    const site = configuration('nginx.conf', {
      'listen 80;': `listen 127.0.0.1:${port};`,
      'threads.example.org': 'localhost',
      '/srv/threadbox': root,
    });
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn; events { }
       http { include ${find('/etc/nginx/mime.types')}; access_log off; ${places}\n${site}}`,
    );
    return [find('/usr/sbin/nginx'), '-e', 'stderr', '-c', file];
  });
}

export function startApache(): Promise<Host> {
  return start((folder, root, site, port) => {
    writeFileSync(join(site, '.htaccess'), configuration('apache.conf'));
    const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite'];
    const lines = [
      ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
      `Listen 127.0.0.1:${port}`,
      'ServerName localhost',
      'User www-data',
      `PidFile ${folder}/pid`,
      `ErrorLog ${folder}/errors`,
      'TypesConfig /etc/mime.types',
      'DirectoryIndex index.html',
      `DocumentRoot ${root}`,
      `<Directory ${root}>\n Require all granted\n AllowOverride FileInfo\n Options FollowSymLinks\n</Directory>`,
    ];
    const file = join(folder, 'apache.conf');
    writeFileSync(file, `${lines.join('\n')}\n`);
    return [find('/usr/sbin/apache2'), '-DFOREGROUND', '-f', file];
  });
}
