#include <pthread.h>

// The headers declare this function for GNU sources only, so the toolchain's module lacks it.
int pthread_setattr_default_np(const pthread_attr_t *attributes);
