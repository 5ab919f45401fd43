// The findings by name, for people. Written by tools/schema.mjs from core/session/findings/findings.def.

export const findingTexts: Readonly<Record<string, { readonly title: string; readonly advice: string }>> = {
  deadlock: {
    title: 'Deadlock',
    advice: 'Let all threads take the locks in one agreed order, or hold only one lock at a time.',
  },
  stuck: {
    title: 'Stuck for ever',
    advice: 'Make sure that every wait has a thread that ends it: an item, a set(), a notify(), a release() for each thread that waits.',
  },
  spinning: {
    title: 'Spins for ever',
    advice: 'Make sure that some thread sets what the loop looks at, on every way out; and wait by an Event, a Condition or a queue.',
  },
  'lost-wake-up': {
    title: 'A lost wake-up',
    advice: 'Keep what is waited for in a variable, change it with the lock held, and wait by: while not ready: condition.wait().',
  },
  'forgotten-release': {
    title: 'A lock is never released',
    advice: 'Take the lock by a with statement, which releases it on every way out, also when an exception is raised.',
  },
  'lost-update': {
    title: 'A lost update',
    advice: 'Hold one lock from the load to the store, in every thread that stores the variable.',
  },
  'check-then-act': {
    title: 'Checked, then acted',
    advice: 'Hold one lock from the check to the act, or use an operation that does both at once: pop() and except, get(), setdefault().',
  },
  'changed-while-iterating': {
    title: 'Changed while iterating',
    advice: 'Iterate over a copy, made by list(), or hold one lock during the whole loop and for each change.',
  },
  'daemon-stopped-with-lock': {
    title: 'A daemon was stopped with a lock',
    advice: 'Tell the thread to end, by an Event that it looks at, and join it; or do without daemon=True.',
  },
  'lock-order': {
    title: 'Locks in opposite order',
    advice: 'Let all threads take the locks in one agreed order.',
  },
  'held-while-waiting': {
    title: 'A lock is held while its thread waits',
    advice: 'Leave the with statement before you wait; hold a lock only as long as you use what it protects.',
  },
  'not-always-locked': {
    title: 'Not always locked',
    advice: 'Take the lock for every store of the variable, or for none.',
  },
  'unordered-access': {
    title: 'Accesses that nothing orders',
    advice: 'Guard the variable by one lock in every thread; or let one thread wait for the other: by join(), an Event, a queue.',
  },
  'wait-without-loop': {
    title: 'A wait is not in a loop',
    advice: 'Wait by: while not ready: condition.wait(), or by condition.wait_for(): a thread that is woken must look again.',
  },
  'unobserved-exception': {
    title: 'An exception that the program does not see',
    advice: "Catch it in the thread and hand it over, or use an executor's future, whose result() raises it.",
  },
  misuse: {
    title: 'Rarely meant',
    advice: 'Look again at this call: it is allowed, and it is seldom what is wanted.',
  },
  'polled-flag': {
    title: 'A flag that is polled',
    advice: 'Use a threading.Event: wait() uses no processor time until set() is called.',
  },
};
