// Node opens its standard streams so that a write to a full pipe fails with EAGAIN; the C library takes that for the end of the stream
// and drops the rest. A native program's write waits for the reader, so this one does as well.
if (ENVIRONMENT_IS_NODE) {
  const fs = require('node:fs');
  const write = fs.writeSync;
  const never = new Int32Array(new SharedArrayBuffer(4));
  fs.writeSync = (...what) => {
    for (;;) {
      try {
        return write(...what);
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
        Atomics.wait(never, 0, 0, 1);
      }
    }
  };
}
