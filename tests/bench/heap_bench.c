/* The workloads of heap_bench.ts on CPython's own allocator, for comparison. Prints nanoseconds per malloc/free pair.
 *
 *   cc -O2 -I"$(python3 -c 'import sysconfig; print(sysconfig.get_paths()["include"])')" heap_bench.c -o heap_bench \
 *      -L"$(python3 -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')" -lpython3.11 \
 *      -Wl,-rpath,"$(python3 -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')"
 */
#include <Python.h>
#include <stdio.h>
#include <time.h>

typedef void *(*malloc_f)(size_t);
typedef void (*free_f)(void *);
#define COUNT 100000
static void *blocks[COUNT];
static size_t sizes[COUNT];
static int order[COUNT];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static unsigned long long state = 1;
static unsigned rnd(unsigned n) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (unsigned)(state >> 8) % n;
}

static double best(double (*run)(malloc_f, free_f, size_t), malloc_f m, free_f f, size_t n) {
    double least = 1e18;
    for (int i = 0; i < 5; i++) {
        double t = run(m, f, n);
        if (t < least) least = t;
    }
    return least;
}

static double pair(malloc_f m, free_f f, size_t n) {
    double t = now();
    for (int i = 0; i < 5000000; i++) f(m(n));
    return (now() - t) / 5000000;
}

static double stack(malloc_f m, free_f f, size_t n) {
    double t = now();
    for (int r = 0; r < 2000; r++) {
        for (int i = 0; i < 1000; i++) blocks[i] = m(n);
        for (int i = 999; i >= 0; i--) f(blocks[i]);
    }
    return (now() - t) / 2000000;
}

static double shuffled(malloc_f m, free_f f, size_t n) {
    (void)n;
    double t = now();
    for (int i = 0; i < COUNT; i++) blocks[i] = m(sizes[i]);
    for (int i = 0; i < COUNT; i++) f(blocks[order[i]]);
    return (now() - t) / COUNT;
}

int main(void) {
    for (int i = 0; i < COUNT; i++) {
        sizes[i] = 16 + rnd(497);
        order[i] = i;
    }
    for (int i = COUNT - 1; i > 0; i--) {
        int j = rnd(i + 1), k = order[i];
        order[i] = order[j];
        order[j] = k;
    }
    printf("object  pair of 32 bytes, pool emptied   %8.2f\n", best(pair, PyObject_Malloc, PyObject_Free, 32));
    void *keep = PyObject_Malloc(32), *keep_raw = PyMem_RawMalloc(32);
    printf("object  pair of 32 bytes                 %8.2f\n", best(pair, PyObject_Malloc, PyObject_Free, 32));
    printf("object  1000 of 32 bytes, last in first out %5.2f\n", best(stack, PyObject_Malloc, PyObject_Free, 32));
    printf("object  100000 of 16-512 bytes, shuffled  %7.2f\n", best(shuffled, PyObject_Malloc, PyObject_Free, 0));
    printf("raw     pair of 32 bytes                 %8.2f\n", best(pair, PyMem_RawMalloc, PyMem_RawFree, 32));
    printf("raw     pair of 2000 bytes               %8.2f\n", best(pair, PyMem_RawMalloc, PyMem_RawFree, 2000));
    printf("raw     100000 of 16-512 bytes, shuffled  %7.2f\n", best(shuffled, PyMem_RawMalloc, PyMem_RawFree, 0));
    PyObject_Free(keep);
    PyMem_RawFree(keep_raw);
    return 0;
}
