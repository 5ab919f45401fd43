// What people with bad intentions, or with bad luck, give to the page.
import { deflateRawSync } from 'node:zlib';

/** Would be executed if a text became markup anywhere. */
export const markup = '<img src=x onerror="globalThis.owned = 1"><script>globalThis.owned = 1</script>';
const bidi = '\u202Egpj.yp\u202C\u2066\u200F';
const control = '\u0000\u0007\b\u001B[2J\u001B]0;owned\u0007\u007F\u0085';

const pack = (bytes: string | Buffer) => deflateRawSync(bytes).toString('base64url');
const field = encodeURIComponent;
const fine = pack('print("of the link")\n');
const megabytes = (count: number) => Buffer.alloc(count * 2 ** 20, 'x');

/** A fragment, and what the page says (the notice) or shows (the program). */
export interface HostileLink {
  readonly fragment: string;
  readonly says?: RegExp;
  readonly shows?: string;
}

const damaged = /^The link is damaged or incomplete/;
const unknown = /^The link names a lesson that does not exist/;
const later = /^The link was written by a later version/;

export const links: Record<string, HostileLink> = {
  'no base64': { fragment: 'code=%%%', says: damaged },
  'base64 of nothing': { fragment: 'code=', says: damaged },
  'no DEFLATE': { fragment: 'code=AAAA', says: damaged },
  'cut off': { fragment: `code=${pack('print(1)\n'.repeat(1000)).slice(0, 20)}`, says: damaged },
  'bytes after the end': { fragment: `code=${fine}AAAA`, says: damaged },
  'no UTF-8': { fragment: `code=${pack(Buffer.from([0x70, 0xff, 0xfe]))}`, says: damaged },
  'a surrogate as UTF-8': { fragment: `code=${pack(Buffer.from([0xed, 0xa0, 0x80]))}`, says: damaged },
  'a bomb of 100 MB': { fragment: `code=${pack(megabytes(100))}`, says: /larger than 4 MB/ },
  'one byte more than 4 MB': { fragment: `code=${pack(Buffer.concat([megabytes(4), Buffer.from('x')]))}`, says: /larger than 4 MB/ },
  'a lesson named __proto__': { fragment: 'lesson=__proto__', says: unknown },
  'a lesson named constructor': { fragment: 'lesson=constructor', says: unknown },
  'a lesson that leads elsewhere': { fragment: 'lesson=../../../etc/passwd', says: unknown },
  'a lesson that is an address': { fragment: `lesson=${field('https://elsewhere.invalid/x.py')}`, says: unknown },
  'a lesson that is markup': { fragment: `lesson=${field(markup)}`, says: unknown },
  'a lesson of 100,000 characters': { fragment: `lesson=${'x'.repeat(100_000)}`, says: unknown },
  'a later version': { fragment: `v=999&code=${fine}`, says: later },
  'an infinite version': { fragment: `v=Infinity&code=${fine}`, says: later },
  'a version that is no number': { fragment: `v=${field(markup)}&code=${fine}`, shows: 'of the link' },
  'a name that is markup': { fragment: `name=${field(markup)}&code=${fine}`, shows: 'of the link' },
  'a name that is a script': { fragment: `name=${field('javascript:globalThis.owned=1')}&code=${fine}`, shows: 'of the link' },
  'a name named __proto__': { fragment: `name=__proto__&code=${fine}`, shows: 'of the link' },
  'a name that leads elsewhere': { fragment: `name=${field('../../x')}&code=${fine}`, shows: 'of the link' },
  'a name written backwards': { fragment: `name=${field(bidi)}&code=${fine}`, shows: 'of the link' },
  'a name of control characters': { fragment: `name=${field(control)}&code=${fine}`, shows: 'of the link' },
  'a name of 100,000 characters': { fragment: `name=${'x'.repeat(100_000)}&code=${fine}`, shows: 'of the link' },
  'a damaged name': { fragment: `name=%E0%A4%A&code=${fine}`, shows: 'of the link' },
  'options of wrong kinds': {
    fragment: `keep-open=__proto__&no-gil=${field(markup)}&speed=1e999&mode=constructor&seed=NaN&code=${fine}`,
    shows: 'of the link',
  },
  'huge options': { fragment: `seed=${'9'.repeat(5000)}&speed=-1&mode=random&code=${fine}`, shows: 'of the link' },
  'looks of wrong kinds': { fragment: `view=__proto__,constructor&theme=${field(markup)}&moment=1e308&code=${fine}`, shows: 'of the link' },
  'a schedule that is none': { fragment: `mode=turns&schedule=${field(markup)}&code=${fine}`, shows: 'of the link' },
  'a schedule of 200,000 characters': { fragment: `mode=turns&schedule=${'1x9.'.repeat(50_000)}&code=${fine}`, shows: 'of the link' },
  'names of objects as fields': { fragment: `__proto__=1&constructor=2&hasOwnProperty=3&code=${fine}`, shows: 'of the link' },
  'every field twice': { fragment: `code=${fine}&code=AAAA&v=1&v=999&name=a&name=b`, shows: 'of the link' },
  'a program that is markup': { fragment: `code=${pack(`</textarea>${markup}`)}`, shows: '</textarea>' },
  'run at once, which only frames may ask for': { fragment: `autorun=1&code=${pack('print("ran by itself")\n')}`, shows: 'ran by itself' },
};

/** A program, and what the page answers: an error of the list, or its output. */
export interface HostileProgram {
  readonly source: string;
  readonly problem?: RegExp;
  readonly prints?: string;
}

export const programs: Record<string, HostileProgram> = {
  markup: { source: markup, problem: /SyntaxError/ },
  'a NUL': { source: 'print(1)\0\nprint(2)\n', problem: /null bytes/ },
  'a lone surrogate': { source: 'print("\uD800" == "\\ufffd")\n', prints: 'True\n' },
  'an escaped surrogate': { source: String.raw`print("\ud800")`, problem: /lone surrogates are not supported/ },
  'a line of 900,000 characters': { source: `x = "${'x'.repeat(900_000)}"\nprint(len(x))\n`, prints: '900000\n' },
  'a line of 2 MB': { source: `x = "${'x'.repeat(2_000_000)}"`, problem: /too large|too long|MemoryError/ },
  '20,000 parentheses': { source: `${'('.repeat(20_000)}1${')'.repeat(20_000)}`, problem: /too many nested parentheses|Parser stack/ },
  '5,000 indentations': {
    source: Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth)}if 1:\n`).join(''),
    problem: /IndentationError|MemoryError|SyntaxError/,
  },
  '100,000 lines': { source: `${'x = 1\n'.repeat(100_000)}print(x)\n`, prints: '1\n' },
  'an identifier written backwards': { source: `${bidi} = 1`, problem: /invalid non-printable character/ },
  'a name of 100,000 characters': { source: `${'x'.repeat(100_000)} = 5\nprint(${'x'.repeat(100_000)})\n`, prints: '5\n' },
  'a number of 100,000 digits': { source: `x = ${'9'.repeat(100_000)}`, problem: /Exceeds the limit|ValueError|SyntaxError/ },
  'the file system': { source: 'open("/etc/passwd")', prints: "No such file or directory: '/etc/passwd'" },
  'another module': { source: 'import ctypes', problem: /No module named 'ctypes': the sandbox gives no access/ },
  'the page': { source: 'import js', prints: "ModuleNotFoundError: No module named 'js'" },
  'the objects of the interpreter': { source: 'print(().__class__.__bases__[0].__subclasses__())', prints: 'NotImplementedError' },
  'text as a program': { source: 'eval("().__class__.__bases__[0].__subclasses__()")', prints: 'NotImplementedError' },
  'a text that is no program': { source: 'exec("while (True:\\n  pass")', prints: 'SyntaxError' },
  'a text in a text in a text': { source: 'exec("exec(" * 90 + "1" + ")" * 90)', prints: 'TypeError: exec() arg 1 must be a string' },
  'calls without end': { source: 'def f(): f()\nf()', prints: 'RecursionError' },
  'names of objects': { source: 'constructor = __proto__ = toString = 1\nprint(constructor)', prints: '1\n' },
};

/** Statements whose output is shown as the text that it is. */
export const outputs: Record<string, { readonly source: string; readonly prints: string }> = {
  markup: { source: `print('${markup}')`, prints: markup },
  'a link': { source: 'print("javascript:globalThis.owned=1 https://elsewhere.invalid/")', prints: 'javascript:' },
  'terminal sequences': {
    source: String.raw`print("\x1b[31mred\x1b[0m \x1b]8;;https://elsewhere.invalid\x07x\x1b[2J after")`,
    prints: ' after\n',
  },
  'text written backwards': { source: String.raw`print("\u202etxt.exe\u202c \u2066x")`, prints: '\u202etxt.exe' },
  'control characters': { source: String.raw`print("\x00\x07\x08\r\x0b\x7f after")`, prints: ' after\n' },
  'piled accents': { source: String.raw`print("e" + "\u0301" * 10000 + "after")`, prints: 'after' },
  'a line of 1 MB': { source: 'print("x" * 1000000 + "after")', prints: 'xafter\n' },
  'an exception that is markup': { source: `raise ValueError('${markup}')`, prints: `ValueError: ${markup}` },
  'a million lines': { source: 'for n in range(1000000): print(n)', prints: '1234\n' },
};

/** Names of threads, which the picture and its copy for screen readers show. */
export const names: Record<string, string> = {
  markup,
  bidi,
  control,
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  'nothing at all': '',
  'many lines': 'a\nb\r\nc',
  'a hundred thousand characters': 'x'.repeat(100_000),
  'a directory': '../../../etc/passwd',
  emoji: '👩‍👩‍👧‍👦'.repeat(50),
};

/** The names of files that are dropped on the page, with their text. */
export const files: Record<string, { readonly name: string; readonly text: string; readonly size?: number; readonly says?: RegExp }> = {
  'a name that leads elsewhere': { name: '../../x.py', text: 'print("dropped")' },
  'a name of 300 characters': { name: `${'x'.repeat(300)}.py`, text: 'print("dropped")' },
  'a name that Windows reserves': { name: 'CON.py', text: 'print("dropped")' },
  'no name': { name: '.py', text: 'print("dropped")' },
  'a prototype': { name: '__proto__.py', text: 'print("dropped")' },
  'markup as a name': { name: `${markup}.py`, text: 'print("dropped")' },
  'a name written backwards': { name: `${bidi}.py`, text: 'print("dropped")' },
  'a picture': { name: 'x.png', text: '\u0089PNG\0\0\u0001', says: /is not a text/ },
  '5 MB': { name: 'big.py', text: '', size: 5 * 2 ** 20, says: /larger than 4 MB/ },
};

/** Written into every key of the storage that the page reads. */
export const stored: Record<string, string> = {
  nothing: '',
  markup,
  'a number': '1e999',
  'null as JSON': 'null',
  'an object': '{"__proto__": {"owned": 1}, "length": 5}',
  'a list of wrong things': '[null, 1, [], [1, 2, 3], {"0": "a"}, [{}, {}], ["a", null]]',
  'half of a list': '[["a", "b"',
  'a prototype': '__proto__',
  'control characters': control,
};
