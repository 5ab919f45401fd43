// The workloads, their peers and their bars. `bar`: the largest ratio to the peer's time. `faster`: the smallest speed-up over CPython.
export const bars = [
  { workload: 'lock', peer: 'std::mutex', bar: 1.1, faster: 10 },
  { workload: 'lock, 2 threads', peer: 'std::mutex', bar: 1.3, faster: 10 },
  { workload: 'lock, 8 threads', peer: 'std::mutex', bar: 1.3, faster: 10 },
  { workload: 'rlock', peer: 'std::recursive_mutex', bar: 1.2, faster: 10 },
  { workload: 'semaphore', peer: 'std::mutex', bar: 1.5, faster: 10 },
  { workload: 'event ping-pong', peer: 'raw futex', bar: 1.2, faster: 1.5 },
  { workload: 'semaphore ping-pong', peer: 'raw futex', bar: 1.2, faster: 1.5 },
  { workload: 'condition ping-pong', peer: 'std::condition_variable', bar: 1.0, faster: 1.5 },
  { workload: 'barrier of 2', peer: 'std::barrier', bar: 2, faster: 1.5 },
  { workload: 'barrier of 8', peer: 'std::barrier', bar: 2, faster: 1.5 },
  { workload: 'queue, 1 to 1', peer: 'std::queue', bar: 1.0, faster: 10 },
  { workload: 'queue, 4 to 4', peer: 'std::queue', bar: 1.0, faster: 10 },
  { workload: 'spawn and join', peer: 'std::thread', bar: 0.3, faster: 1.5 },
  { workload: 'recorded event', peer: 'clock reading', bar: 1.5, barInChromium: 0.5 },
];
