// In Node, a write to a full pipe fails with EAGAIN; the C library treats that as an error and drops the rest. A native program's write
// waits for the reader, and so does this one.
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
