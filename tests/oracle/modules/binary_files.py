# Files in binary mode, encodings of text files, and io.BytesIO.
import io
import os
import tempfile
folder = tempfile.mkdtemp()
os.chdir(folder)

def fails(call, *a, **k):
    try:
        print('no error:', call(*a, **k))
    except Exception as e:
        print(type(e).__name__, '|', e)
with open('b.bin', 'wb') as f:
    print(f, type(f), f.mode, f.name, f.write(b'a\nb\r\n\xff\x00'), f.tell(), f.readable(), f.writable())
    fails(f.write, 'x')
    fails(f.write, 3)
    fails(f.read)
    fails(f.readline)
    fails(f.truncate, -1)
    f.writelines([b'x', bytearray(b'y')])
    fails(f.writelines, ['s'])
for m in (f.write,):
    fails(m, b'x')
for m in (f.read, f.readline, f.tell, f.flush, f.fileno, f.__enter__, f.__iter__, f.readable, f.seekable):
    fails(m)
fails(f.seek, 0)
fails(f.truncate)
with open('b.bin', 'rb') as f:
    print(f, f.read(3), f.readline(), f.read(), f.read(), f.seek(-2, 2), f.read(1), f.seek(1), f.seek(1, 1), f.tell(), f.readlines(), f.seek(0), list(f))
    fails(f.write, b'x')
    fails(f.seek, -1)
    fails(f.seek, 0, 5)
    fails(f.truncate)
    f.seek(0)
    print(f.read1(2), f.peek(1)[:1])
    b = bytearray(3)
    print(f.readinto(b), b)
for m in (f.read, f.readline, f.tell, f.flush, f.fileno, f.__enter__, f.__iter__, f.readable, f.readlines):
    fails(m)
fails(f.seek, 0)
with open('b.bin', 'r+b') as f:
    print(f, f.write(b'Z'), f.read(2))
    print(f.seek(0), f.read())
with open('b.bin', 'ab') as f:
    print(f.tell(), f.write(b'end'), f.tell())
with open('b.bin', 'rb', buffering=0) as f:
    print(f, f.read())
with open('l.txt', 'w', encoding='latin-1') as f:
    print(f.write('é\n'), f.encoding)
    fails(f.write, '€')
print(open('l.txt', 'rb').read(), open('l.txt', encoding='latin-1').read())
fails(open('l.txt').read)
print(open('l.txt', errors='replace').read(), open('l.txt', errors='ignore').read())
fails(open('l.txt', encoding='ascii').read)
with open('s.txt', 'w', encoding='utf-8-sig') as f:
    f.write('x')
    f.write('y')
print(open('s.txt', 'rb').read(), open('s.txt', encoding='utf-8-sig').read(), ascii(open('s.txt').read()))
with open('l.txt', 'w', encoding='ascii', errors='replace') as f:
    f.write('aé')
print(open('l.txt').read())
fails(open, 'l.txt', 'rb', encoding='x')
fails(open, 'l.txt', 'rb', errors='x')
fails(open, 'l.txt', 'rb', newline='\n')
fails(open, 'l.txt', 'r', errors='nope')
for n in ('b.bin', 'l.txt', 's.txt'):
    os.remove(n)
b = io.BytesIO(b'abc\ndef')
print(b.read(2), b.readline(), b.tell(), b.seek(0, 2), b.write(b'!'), b.getvalue(), b.seek(0), list(b), b.truncate(2), b.getvalue())
b.close()
fails(b.read)
fails(b.getvalue)
b = io.BytesIO()
fails(b.write, 'x')
b.seek(3)
b.write(b'z')
print(b.getvalue(), bytes(b.getbuffer()))
fails(b.seek, -1)
fails(io.BytesIO, 'x')
os.chdir('/')
os.rmdir(folder)
