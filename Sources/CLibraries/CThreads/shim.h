#include <pthread.h>

// Declared for GNU sources only, which the toolchain's own module is not.
int pthread_setattr_default_np(const pthread_attr_t *attributes);
