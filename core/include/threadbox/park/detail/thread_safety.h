#pragma once

/// Annotations that say which guard protects which data. clang checks them (-Wthread-safety), and so do the builds for
/// WebAssembly and clang-tidy; for other compilers they are empty. The names are those of clang's documentation, "Thread Safety Analysis".
///
/// Each function is analysed separately. Constructors and destructors are not analysed, because no other thread can reach the object
/// yet or any more. A lambda is a separate function: one that is called under a guard begins with `guard_.assert_held()`.
#if defined(__clang__)
#define THREADBOX_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define THREADBOX_THREAD_SAFETY(attribute)
#endif

/// A class whose objects only one thread can hold at a time.
#define THREADBOX_CAPABILITY(name) THREADBOX_THREAD_SAFETY(capability(name))
/// A class that holds such an object from its constructor to its destructor.
#define THREADBOX_SCOPED_CAPABILITY THREADBOX_THREAD_SAFETY(scoped_lockable)
/// A field that is read and written only while `guard` is held.
#define THREADBOX_GUARDED_BY(guard) THREADBOX_THREAD_SAFETY(guarded_by(guard))
/// A function whose caller holds the guards.
#define THREADBOX_REQUIRES(...) THREADBOX_THREAD_SAFETY(requires_capability(__VA_ARGS__))
/// A function that acquires the guards (without arguments: its own object) and returns with them held.
#define THREADBOX_ACQUIRE(...) THREADBOX_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
/// The same, but only if the function returns the first argument.
#define THREADBOX_TRY_ACQUIRE(...) THREADBOX_THREAD_SAFETY(try_acquire_capability(__VA_ARGS__))
/// A function that releases the guards.
#define THREADBOX_RELEASE(...) THREADBOX_THREAD_SAFETY(release_capability(__VA_ARGS__))
/// A function that tells the analysis that the guard is held, where it cannot see that.
#define THREADBOX_ASSERT_HELD(...) THREADBOX_THREAD_SAFETY(assert_capability(__VA_ARGS__))
/// A function that is not analysed: it is correct without the guard, or implements one. A comment at each says why.
#define THREADBOX_NO_THREAD_SAFETY_ANALYSIS THREADBOX_THREAD_SAFETY(no_thread_safety_analysis)
