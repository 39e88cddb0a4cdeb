// Of the C library's sine and cosine the part for angles beyond 2^28 quarter turns, with its table of the digits of 2/pi.
//
// Angles here draw arcs, within a few turns; at such a size the next float is five turns away. The linker takes this one and
// leaves the library's out. Its declaration is the library's own.
extern "C" int __rem_pio2_large(double* angle, double* reduced, int exponent, int length, int precision);

extern "C" int __rem_pio2_large(double*, double* reduced, int, int, int) {
  reduced[0] = 0;
  return 0;
}
