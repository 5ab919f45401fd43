#pragma once

/// What guards what, said so that clang checks it (-Wthread-safety; the preset `analysis` does). Other compilers see nothing.
/// The names are those of clang's documentation, "Thread Safety Analysis".
///
/// The analysis goes function by function. Constructors and destructors it leaves out: nobody else knows the object then.
/// A lambda is a function of its own: one that is called under a guard begins with `guard_.assert_held()`.
#if defined(__clang__)
#define THREADBOX_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define THREADBOX_THREAD_SAFETY(attribute)
#endif

/// A class whose objects are held by one thread at a time.
#define THREADBOX_CAPABILITY(name) THREADBOX_THREAD_SAFETY(capability(name))
/// A class that holds one from its constructor to its destructor.
#define THREADBOX_SCOPED_CAPABILITY THREADBOX_THREAD_SAFETY(scoped_lockable)
/// A field that is read and written only while `guard` is held.
#define THREADBOX_GUARDED_BY(guard) THREADBOX_THREAD_SAFETY(guarded_by(guard))
/// A function whose caller holds the guards.
#define THREADBOX_REQUIRES(...) THREADBOX_THREAD_SAFETY(requires_capability(__VA_ARGS__))
/// A function that takes the guards (without arguments: its own object), and leaves them held.
#define THREADBOX_ACQUIRE(...) THREADBOX_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
/// The same, if it returns the first argument.
#define THREADBOX_TRY_ACQUIRE(...) THREADBOX_THREAD_SAFETY(try_acquire_capability(__VA_ARGS__))
/// A function that lets go of the guards.
#define THREADBOX_RELEASE(...) THREADBOX_THREAD_SAFETY(release_capability(__VA_ARGS__))
/// A function after which the guard counts as held: it is, for a reason that the analysis cannot see.
#define THREADBOX_ASSERT_HELD(...) THREADBOX_THREAD_SAFETY(assert_capability(__VA_ARGS__))
/// A function that is right without the guard, or is how a guard works. Each says why.
#define THREADBOX_NO_THREAD_SAFETY_ANALYSIS THREADBOX_THREAD_SAFETY(no_thread_safety_analysis)
