/**
 * What Unicode 14.0 says of each code point, as CPython 3.11's str methods answer. Made by
 * tools/generate_unicode_tables.py, not to be edited; unicode_properties.ts decodes and explains it.
 *
 * Numbers are in base 36. `value*count` stands for a value repeated.
 */

/** Bits of a code point's flags. */
export const ALPHA = 1 << 0;
export const LOWER = 1 << 1;
export const UPPER = 1 << 2;
export const TITLE = 1 << 3;
export const SPACE = 1 << 4;
export const LINE_BREAK = 1 << 5;
export const PRINTABLE = 1 << 6;
export const XID_START = 1 << 7;
export const XID_CONTINUE = 1 << 8;
export const NUMERIC = 1 << 9;
export const DIGIT = 1 << 10;
export const DECIMAL = 1 << 11;
export const CASE_IGNORABLE = 1 << 12;
export const CASED = 1 << 13;
export const MAPPED = 1 << 14;

/** Code points per page. */
export const PAGE_SIZE = 128;

/** The page's number for every 128 code points. */
export const PAGE_INDEX =
  "0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y*2 z 10 11 12 13 y*3 14 15 16 1" +
  "7 18 19 1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k 1l 1m 1n 1o 1p 1q 1r 1s*4 1t 1u 1s*4 1v 1w 1s*6 1x 1y 1z 20" +
  " 21 22 23 24 1s 25 26 27 28 29 2a 2b 1s*2 2c 2d y*6 2e y*5 2f y*10 2g 2h 2i 2j y*3 2k y*3 2l 2m y*5 " +
  "2n y*3 2o y*a 2p 2q 2r y*6 2s 2t y*8 2u y*e 2v y*8 2w y*4 2s y*k 2v y*6 2x y*g 2y 2z y*h 30 31 y*i 3" +
  "2 y*8 33 y*2 34 35 36 37 38 39 3a 3b 3c 3d 3e 3f y*2f 3g 3h*1u 3i 3j 3k 3l 3m 3n 3o y 3p 3q 3r 3s 3t" +
  " 3u 3v 3w 3x 3y 3h 3z 40 41 42 43 44 45 y*2 46 47 48 49 4a 4b 4c 4d 4e 4f 4g 4h 4i 3h 4j 4k 4l 4m 4n" +
  " 4o 4p 4q 4r 4s 4t 3h 4u 4v 3h 4w 4x 4y 4z 3h 50 51 52 53 54 55 3h*2 56 57 58 59 3h 5a 3h 5b y*7 5c " +
  "5d y 5e 3h*k 5f y*8 5g 3h*v y*4 5h 3h*1v y*4 5i 5j 5k 5l 3h*4 5m 5n 5o 5p y*1b 5q y*9 5r 5s 3h*1w 5t" +
  " y*2 5u y*2 5v 3h*i 5w 5x 3h*10 5y 5z 1s 60 61 62 63 64 65 3h 66 67 68 69 6a 6b 6c 6d 1s*4 6e 6f 3h*" +
  "8 6g 3h 6h 3h 6i 3h*2 6j 3h*9 6k y 6l 6m 3h*5 6n 6o 6p 3h 6q 6r 3h*2 6s 6t 6u 6v 6w 3h 1s 6x 1s*5 6y" +
  " 6z 70 71 72 1s*2 73 74 1s 75 3h*8 76 77 78 y*f 2e 79 y 7a 7b y*1c 7c y*b 7d y*y 7e y*25 7f y*3s 7g " +
  "y*w 7h y 7i y*18 7j y*1l 7k 3h*o y 7c y*2 7l 3h*b y*12 7m 3h*4bd 7n 3h 7o 7p 3h*16k";

/** The flags of the pages' code points, page after page. */
export const PAGES =
  "0*9 g 1c*4 0*e 1c*3 g 28 1s*6 37k 1s*6 37k 1s 30g*a 37k 1s*6 jb9*q 1s*3 37k cg 37k jb7*q 1s*4 0*6 1c" +
  " 0*q g 1s*7 37k 1s 6o3 1s*2 35s 1s 37k 1s*2 18g*2 37k jb7 1s 3eo 37k 18g 6o3 1s g0*3 1s jb9*n 1s jb9" +
  "*7 jb7*o 1s jb7*8 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 6o3 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 " +
  "jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9*" +
  "2 jb7 jb9 jb7 jb9 jb7*3 jb9*2 jb7 jb9 jb7 jb9*2 jb7 jb9*3 jb7 6o3 jb9*4 jb7 jb9*2 jb7 jb9*3 jb7*2 6o" +
  "3 jb9*2 jb7 jb9*2 jb7 jb9 jb7 jb9 jb7 jb9*2 jb7 jb9 6o3*2 jb9 jb7 jb9*2 jb7 jb9*3 jb7 jb9 jb7 jb9*2 " +
  "jb7 6o3 ch jb9 jb7 6o3 jb7 ch*4 jb9 jbd jb7 jb9 jbd jb7 jb9 jbd jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 " +
  "jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7*2 jb9 jbd jb7 jb9 jb7 jb9*3 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 6o3 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 6o3*6 jb9*2 jb7 jb9*2 jb7*2 jb" +
  "9 jb7 jb9*4 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7*6 6o3 jb7*2 6o3 jb7 6o3 jb7*2 6o3*3 jb7*2 6o3 jb7 6o" +
  "3 jb7*2 6o3 jb7*5 6o3*2 jb7 6o3 jb7*2 6o3*2 jb7 6o3*7 jb7 6o3*2 jb7 6o3 jb7*2 6o3*3 jb7*6 6o3*5 jb7 " +
  "6o3 ch 6o3*8 jb7*2 6o3*h 9tv*9 3i9*7 9tv*2 37k*4 3i9*c 37k*e 9tv*5 37k*7 3i9 37k 3i9 37k*h 3eo*1x md" +
  "e 3eo*16 jb9 jb7 jb9 jb7 3i9 37k jb9 jb7 0*2 9j7 jb7*3 1s jb9 0*4 37k*2 jb9 3eo jb9*3 0 jb9 0 jb9*2 " +
  "jb7 jb9*h 0 jb9*9 jb7*z jb9 jb7*2 6o5*3 jb7*3 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7*5 jb9 jb7 1s jb9 jb7 jb9*2 jb7 6o3 jb9*1f jb7*1c jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 1s 3eo*5 37k*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9*2 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 " +
  "jb9 jb7 jb9 jb7*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 0 jb9*12 0*2 3i9 1s*5 37k 6o3 jb7*13 6o3 1s*2 0*2 1s*3 0 3eo*19 1s 3eo 1s 3eo*2 1s 3eo*2 1s 3eo 0*" +
  "8 ch*r 0*4 ch*4 1s 37k 0*b 35s*6 1s*a 3eo*b 1s 35s 1s*3 ch*w 3i9 ch*a 3eo*l 30g*a 1s*4 ch*2 3eo ch*2" +
  "r 1s ch 3eo*7 35s 1s 3eo*6 3i9*2 3eo*2 1s 3eo*4 ch*2 30g*a ch*3 1s*2 ch 1s*e 0 35s ch 3eo ch*u 3eo*r" +
  " 0*2 ch*2h 3eo*b ch 0*e 30g*a ch*x 3eo*9 3i9*2 1s*4 3i9 0*2 3eo 1s*2 ch*m 3eo*4 3i9 3eo*9 3i9 3eo*3 " +
  "3i9 3eo*5 0*2 1s*f 0 ch*p 3eo*3 0*2 1s 0 ch*b 0*5 ch*o 37k ch*6 0 35s*2 0*6 3eo*8 ch*15 3i9 3eo*o 35" +
  "s 3eo*w 8w ch*1i 3eo 8w 3eo ch 8w*3 3eo*8 8w*4 3eo 8w*2 ch 3eo*7 ch*a 3eo*2 1s*2 30g*a 1s 3i9 ch*f 3" +
  "eo 8w*2 0 ch*8 0*2 ch*2 0*2 ch*m 0 ch*7 0 ch 0*3 ch*4 0*2 3eo ch 8w*3 3eo*4 0*2 8w*2 0*2 8w*2 3eo ch" +
  " 0*8 8w 0*4 ch*2 0 ch*3 3eo*2 0*2 30g*a ch*2 1s*2 g0*6 1s*2 ch 1s 3eo 0*2 3eo*2 8w 0 ch*6 0*4 ch*2 0" +
  "*2 ch*m 0 ch*7 0 ch*2 0 ch*2 0 ch*2 0*2 3eo 0 8w*3 3eo*2 0*4 3eo*2 0*2 3eo*3 0*3 3eo 0*7 ch*4 0 ch 0" +
  "*7 30g*a 3eo*2 ch*3 3eo 1s 0*a 3eo*2 8w 0 ch*9 0 ch*3 0 ch*m 0 ch*7 0 ch*2 0 ch*5 0*2 3eo ch 8w*3 3e" +
  "o*5 0 3eo*2 8w 0 8w*2 3eo 0*2 ch 0*f ch*2 3eo*2 0*2 30g*a 1s*2 0*7 ch 3eo*6 0 3eo 8w*2 0 ch*8 0*2 ch" +
  "*2 0*2 ch*m 0 ch*7 0 ch*2 0 ch*5 0*2 3eo ch 8w 3eo 8w 3eo*4 0*2 8w*2 0*2 8w*2 3eo 0*7 3eo*2 8w 0*4 c" +
  "h*2 0 ch*3 3eo*2 0*2 30g*a 1s ch g0*6 0*a 3eo ch 0 ch*6 0*3 ch*3 0 ch*4 0*3 ch*2 0 ch 0 ch*2 0*3 ch*" +
  "2 0*3 ch*3 0*3 ch*c 0*4 8w*2 3eo 8w*2 0*3 8w*3 0 8w*3 3eo 0*2 ch 0*6 8w 0*e 30g*a g0*3 1s*8 0*5 3eo " +
  "8w*3 3eo ch*8 0 ch*3 0 ch*n 0 ch*g 0*2 3eo ch 3eo*3 8w*4 0 3eo*3 0 3eo*4 0*7 3eo*2 0 ch*3 0*2 ch 0*2" +
  " ch*2 3eo*2 0*2 30g*a 0*7 1s g0*7 1s ch 3eo 8w*2 1s ch*8 0 ch*3 0 ch*n 0 ch*a 0 ch*5 0*2 3eo ch 8w 3" +
  "eo 8w*5 0 3eo 8w*2 0 8w*2 3eo*2 0*7 8w*2 0*6 ch*2 0 ch*2 3eo*2 0*2 30g*a 0 ch*2 0*d 3eo*2 8w*2 ch*9 " +
  "0 ch*3 0 ch*15 3eo*2 ch 8w*3 3eo*4 0 8w*3 0 8w*3 3eo ch 1s 0*4 ch*3 8w g0*7 ch*3 3eo*2 0*2 30g*a g0*" +
  "9 1s ch*6 0 3eo 8w*2 0 ch*i 0*3 ch*o 0 ch*9 0 ch 0*2 ch*7 0*3 3eo 0*4 8w*3 3eo*3 0 3eo 0 8w*8 0*6 30" +
  "g*a 0*2 8w*2 1s 0*c ch*1c 3eo ch 8x 3eo*7 0*4 1s ch*6 3i9 3eo*8 1s 30g*a 1s*2 0*11 ch*2 0 ch 0 ch*5 " +
  "0 ch*o 0 ch 0 ch*a 3eo ch 8x 3eo*9 ch 0*2 ch*5 0 3i9 0 3eo*6 0*2 30g*a 0*2 ch*4 0*w ch 1s*n 3eo*2 1s" +
  "*6 30g*a g0*a 1s 3eo 1s 3eo 1s 3eo 1s*4 8w*2 ch*8 0 ch*10 0*4 3eo*e 8w 3eo*5 1s 3eo*2 ch*5 3eo*b 0 3" +
  "eo*10 0 1s*8 3eo 1s*6 0 1s*d 0*11 ch*17 8w*2 3eo*4 8w 3eo*6 8w 3eo*2 8w*2 3eo*2 ch 30g*a 1s*6 ch*6 8" +
  "w*2 3eo*2 ch*4 3eo*3 ch 8w*3 ch*2 8w*7 ch*3 3eo*4 ch*d 3eo 8w*2 3eo*2 8w*6 3eo ch 8w 30g*a 8w*3 3eo " +
  "1s*2 jb9*12 0 jb9 0*5 jb9 0*2 jb7*17 1s 3i9 jb7*3 ch*5l 0 ch*4 0*2 ch*7 0 ch 0 ch*4 0*2 ch*15 0 ch*4" +
  " 0*2 ch*x 0 ch*4 0*2 ch*7 0 ch 0 ch*4 0*2 ch*f 0 ch*1l 0 ch*4 0*2 ch*1v 0*2 3eo*3 1s*9 1fk*9 g0*b 0*" +
  "3 ch*g 1s*a 0*6 jb9*2e 0*2 jb7*6 0*2 1s ch*6k 1s*2 ch*h g ch*q 1s*2 0*3 ch*23 1s*3 qo*3 ch*8 0*7 ch*" +
  "i 3eo*3 8w 0*9 ch*j 3eo*2 8w 1s*2 0*9 ch*i 3eo*2 0*c ch*d 0 ch*3 0 3eo*2 0*c ch*1g 3eo*2 8w 3eo*7 8w" +
  "*8 3eo 8w*2 3eo*b 1s*3 3i9 1s*4 ch 3eo 0*2 30g*a 0*6 g0*a 0*6 1s*b 3eo*3 35s 3eo 30g*a 0*6 ch*z 3i9 " +
  "ch*1h 0*7 ch*5 3i8*2 ch*y 3eo ch 0*5 ch*1y 0*a ch*v 0 3eo*3 8w*4 3eo*2 8w*3 0*4 8w*2 3eo 8w*6 3eo*3 " +
  "0*4 1s 0*3 1s*2 30g*a ch*u 0*2 ch*5 0*b ch*18 0*4 ch*q 0*6 30g*a 1fk 0*3 1s*y ch*n 3eo*2 8w*2 3eo 0*" +
  "2 1s*2 ch*1h 8w 3eo 8w 3eo*7 0 3eo 8w 3eo 8w*2 3eo*8 8w*6 3eo*a 0*2 3eo 30g*a 0*6 30g*a 0*6 1s*7 3i9" +
  " 1s*6 0*2 3eo*e 37k 3eo*g 0*1d 3eo*4 8w ch*1b 3eo 8w 3eo*5 8w 3eo 8w*5 3eo 8w*2 ch*8 0*3 30g*a 1s*h " +
  "3eo*9 1s*b 0 3eo*2 8w ch*u 8w 3eo*4 8w*2 3eo*2 8w 3eo*3 ch*2 30g*a ch*18 3eo 8w 3eo*2 8w*3 3eo 8w 3e" +
  "o*3 8w*2 0*8 1s*4 ch*10 8w*8 3eo*8 8w*2 3eo*2 0*3 1s*5 30g*a 0*3 ch*3 30g*a ch*u 3i9*6 1s*2 jb7*9 0*" +
  "7 jb9*17 0*2 jb9*3 1s*8 0*8 3eo*3 1s 3eo*d 8w 3eo*7 ch*4 3eo ch*6 3eo ch*2 8w 3eo*2 ch 0*5 6o3*18 9t" +
  "v*1r 6o3*d 9tv jb7 6o3*3 jb7 6o3*g jb7 6o3*c 9tv*11 3eo*1s jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7*7 6o3*2 jb9 6o3 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7*9 jb9*8 jb7*6 0*2 jb9*6 0*2 jb7*8 jb9*8 j" +
  "b7*8 jb9*8 jb7*6 0*2 jb9*6 0*2 jb7*8 0 jb9 0 jb9 0 jb9 0 jb9 jb7*8 jb9*8 jb7*e 0*2 jb7*8 jbd*8 jb7*8" +
  " jbd*8 jb7*8 jbd*8 jb7*5 0 jb7*2 jb9*4 jbd 37k jb7 37k*3 jb7*3 0 jb7*2 jb9*4 jbd 37k*3 jb7*4 0*2 jb7" +
  "*2 jb9*4 0 37k*3 jb7*8 jb9*5 37k*3 0*2 jb7*3 0 jb7*2 jb9*4 jbd 37k*2 0 g*b 35s*5 1s*8 37k*2 1s*a 37k" +
  " 1s*2 37k 1c*2 35s*5 g 1s*f 8w*2 1s*j 8w 1s*a g 35s*5 0 35s*a 18g 9tv 0*2 18g*6 1s*5 9tv 18g*a 1s*5 " +
  "0 9tv*d 0*3 1s*x 0*f 3eo*d 37k*4 3eo 37k*3 3eo*c 0*f 1s*2 6o5 1s*4 6o5 1s*2 6o3 6o5*3 6o3*2 6o5*3 6o" +
  "3 1s 6o5 1s*2 cg 6o5*5 1s*6 6o5 1s jb9 1s 6o5 1s jb9*2 6o5*2 cg 6o3 6o5*2 jb9 6o5 6o3 ch*4 6o3 1s*2 " +
  "6o3*2 6o5*2 1s*5 6o5 6o3*4 1s*4 jb7 1s g0*g jpg*g jpe*g qo*3 jb9 jb7 qo*4 g0 1s*2 0*4 1s*7r 0*p 1s*b" +
  " 0*l 18g*9 g0*b 18g*9 g0*b 18g*9 g0*b 1s*q j0k*q j0i*q 18g g0*a 18g*9 g0 18g 1s*3a 18g*9 g0 18g*9 g0" +
  " 18g*9 g0 1s*68 0*2 1s*w 0 1s*2x jb9*1c jb7*1c jb9 jb7 jb9*3 jb7*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9*4 6o3" +
  " jb9 jb7 6o3 jb9 jb7 6o3*5 9tv*2 jb9*3 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 6o3 1s*6 jb9 jb7 jb9 jb7 3eo*3 jb9 jb7 0*5 1s*4 g0 1s*2 jb7*12 0 " +
  "jb7 0*5 jb7 0*2 ch*1k 0*7 3i9 1s 0*e 3eo ch*n 0*9 ch*7 0 ch*7 0 ch*7 0 ch*7 0 ch*7 0 ch*7 0 ch*7 0 c" +
  "h*7 0 3eo*w 1s*1b 37l 1s*1a 0*y 1s*q 0 1s*2h 0*c 1s*2e 0*q 1s*c 0*4 g 1s*4 3i9 ch qo 1s*p qo*9 3eo*4" +
  " 8w*2 1s 3i9*5 1s*2 qo*3 3i9 ch 1s*3 0 ch*2e 0*2 3eo*2 37k*2 3i9*2 ch 1s ch*2i 1s 3i9*3 ch 0*5 ch*17" +
  " 0 ch*2m 0 1s*2 g0*4 1s*a ch*w 1s*10 0*c ch*g 1s*v 0 g0*a 1s*u g0*8 1s g0*f 1s*w g0*a 1s*13 g0*f 1s*" +
  "1s ch*5 qp ch*3h qp ch*4m qp ch*4i qp ch*36 1s*1s qp ch*2 qp ch*3 qp ch qp ch*2b qp ch*1a qp ch*7 qp" +
  " ch qp ch*14 qp*2 ch*u qp ch*8 qp ch*10 qp ch*2q qp ch*j qp ch*1t qp ch*y qp ch qp ch qp ch*2b qp ch" +
  " qp*3 ch*6 qp ch*38 qp*4 ch*46 qp ch*45 qp ch*7 qp ch*3k qp ch*3n qp*2 ch*c qp*3 ch qp ch*6l qp ch*2" +
  "5 qp ch*3p qp ch*1f qp ch*3z qp ch*45 qp ch*3l qp ch*4 qp ch*3g qp ch*34 qp ch*10 qp ch*5 qp ch*17 q" +
  "p ch*3h qp ch*u 3i9 ch*3b 0*3 1s*1j 0*9 ch*14 3i9*6 1s*2 ch*c 3i9 1s*3 ch*g 30g*a ch*2 0*k jb9 jb7 j" +
  "b9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 j" +
  "b7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 ch 3eo 37k*3 1s 3eo*a 1s " +
  "3i9 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 " +
  "jb9 jb7 jb9 jb7 9tv*2 3eo*2 ch*1y qo*a 3eo*2 1s*6 0*8 37k*n 3i9*9 37k*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 " +
  "jb7 jb9 jb7 jb9 jb7 jb9 jb7 6o3*2 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb" +
  "9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb" +
  "7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 9tv 6o3*8 jb9 jb7 " +
  "jb9 jb7 jb9*2 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 3i9 37k*2 jb9 jb7 jb9 6o3 ch jb9 jb7 jb9 jb7*2 6o3" +
  " jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9*5 6o3 jb9*5 jb7" +
  " jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9 jb7 jb9*4 jb7 jb9 jb7 0*5 jb9 jb7 0 6o3 0 6o3 j" +
  "b9 jb7 jb9 jb7 0*o 3i9*3 jb9 jb7 ch 9tv*2 6o3 ch*7 3eo ch*3 3eo ch*4 3eo ch*n 8w*2 3eo*2 8w 1s*4 3eo" +
  " 0*3 g0*6 1s*4 0*6 ch*1g 1s*4 0*8 8w*2 ch*1e 8w*g 3eo*2 0*8 1s*2 30g*a 0*6 3eo*i ch*6 1s*3 ch 1s ch*" +
  "2 3eo 30g*a ch*s 3eo*8 1s*2 ch*n 3eo*b 8w*2 0*b 1s ch*t 0*3 3eo*3 8w ch*1b 3eo 8w*2 3eo*4 8w*2 3eo*2" +
  " 8w*3 1s*d 0 3i9 30g*a 0*4 1s*2 ch*5 3eo 3i9 ch*9 30g*a ch*5 0 ch*15 3eo*6 8w*2 3eo*2 8w*2 3eo*2 0*9" +
  " ch*3 3eo ch*8 3eo 8w 0*2 30g*a 0*2 1s*4 ch*g 3i9 ch*6 1s*3 ch 8w 3eo 8w ch*1e 3eo ch 3eo*3 ch*2 3eo" +
  "*2 ch*5 3eo*2 ch 3eo ch 0*o ch*2 3i9 1s*2 ch*b 8w 3eo*2 8w*2 1s*2 ch 3i9*2 8w 3eo 0*a ch*6 0*2 ch*6 " +
  "0*2 ch*6 0*9 ch*7 0 ch*7 0 6o3*z jb7 6o3*7 37k 9tv*4 6o3*9 3i9 37k*2 0*4 jb7*28 ch*z 8w*2 3eo 8w*2 3" +
  "eo 8w*2 1s 8w 3eo 0*2 30g*a 0*6 ch*10 0*c ch*n 0*4 ch*1d 0*3o ch*2z qp ch*7 qp ch*4 qp ch*1l qp ch*u" +
  " qp ch qp ch*15 qp ch*34 0*2 ch*2y 0*12 jb7*7 0*c jb7*5 0*5 ch 3eo ch*a 1s ch*d 0 ch*5 0 ch 0 ch*2 0" +
  " ch*2 0 ch*30 37k*h 0*g ch*3v 1t*6 ch*2i 1s*i ch*1s 0*2 ch*1i 0*7 1s 0*w ch*a 1t*2 1s*4 3eo*g 1s*3 3" +
  "7k 1s*6 0*6 3eo*g 1s*3 8w*2 1s*o 8w*3 1s*2 37k 0 1s 37k 1s*h 0 1s*4 0*4 1t ch 1t ch 1t 0 1t ch 1t ch" +
  " 1t ch 1t ch 1t ch*3i 0*2 35s 0 1s*6 37k 1s*6 37k 1s 30g*a 37k 1s*6 jb9*q 1s*3 37k 8w 37k jb7*q 1s*b" +
  " ch*a 3i9 ch*19 3ep*2 ch*v 0*3 ch*6 0*2 ch*6 0*2 ch*6 0*2 ch*3 0*3 1s*3 37k 1s*3 0 1s*7 0*a 35s*3 1s" +
  "*2 0*2 ch*c 0 ch*q 0 ch*j 0 ch*2 0 ch*f 0*2 ch*e 0*y ch*3f 0*5 1s*3 0*4 g0*19 0*3 1s*9 qo*1h g0*4 1s" +
  "*h g0*2 1s*3 0 1s*d 0*3 1s 0*1b 1s*19 3eo 0*2 ch*t 0*3 ch*1d 0*f 3eo g0*r 0*4 ch*w g0*4 0*9 ch*k qo " +
  "ch*8 qo 0*5 ch*12 3eo*5 0*5 ch*u 0 1s ch*10 0*4 ch*8 1s qo*5 0*16 jb9*14 jb7*14 ch*26 0*2 30g*a 0*6 " +
  "jb9*10 0*4 jb7*10 0*4 ch*14 0*8 ch*1g 0*b 1s jb9*b 0 jb9*f 0 jb9*7 0 jb9*2 0 jb7*b 0 jb7*f 0 jb7*7 0" +
  " jb7*2 0*1v ch*1j 0*9 ch*m 0*a ch*8 0*o 9tv 3i9*2 9tv*3 0 9tv*16 0 9tv*9 0*1x ch*6 0*2 ch 0 ch*18 0 " +
  "ch*2 0*3 ch 0*2 ch*n 0 1s g0*8 ch*n 1s*2 g0*7 ch*v 0*8 g0*9 0*1c ch*j 0 ch*2 0*5 g0*5 ch*m g0*6 0*3 " +
  "1s ch*q 0*5 1s 0*1s ch*1k 0*4 g0*2 ch*2 g0*g 0*2 g0*1a ch 3eo*3 0 3eo*2 0*5 3eo*4 ch*4 0 ch*3 0 ch*t" +
  " 0*2 3eo*3 0*4 3eo 18g*4 g0*5 0*7 1s*9 0*7 ch*t g0*2 1s ch*t g0*3 0*w ch*8 1s ch*s 3eo*2 0*4 g0*5 1s" +
  "*7 0*9 ch*1i 0*3 1s*7 ch*m 0*2 g0*8 ch*j 0*5 g0*8 ch*i 0*7 1s*4 0*c g0*7 0*28 ch*21 0*1j jb9*1f 0*d " +
  "jb7*1f 0*7 g0*6 ch*10 3eo*4 0*8 30g*a 0*4m 18g*9 g0*m 0 ch*16 0 3eo*2 1s 0*2 ch*2 0*26 ch*t g0*a ch " +
  "0*8 ch*m 3eo*b g0*4 1s*5 0*m ch*i 3eo*4 1s*4 0*12 ch*l g0*7 0*k ch*n 0*9 8w 3eo 8w ch*1h 3eo*f 1s*7 " +
  "0*4 18g*9 g0*b 30g*a 3eo ch*2 3eo*2 ch 0*9 3eo*3 8w ch*19 8w*3 3eo*4 8w*2 3eo*2 1s*2 35s 1s*4 3eo 0*" +
  "a 35s 0*2 ch*p 0*7 30g*a 0*6 3eo*3 ch*10 3eo*5 8w 3eo*8 0 30g*a 1s*4 ch 8w*2 ch 0*8 ch*z 3eo 1s*2 ch" +
  " 0*9 3eo*2 8w ch*1c 8w*3 3eo*9 8w*2 ch*4 1s*4 3eo*4 1s 8w 3eo 30g*a ch 1s ch 1s*3 0 g0*k 0*b ch*i 0 " +
  "ch*p 8w*3 3eo*3 8w*2 3eo 8w 3eo*2 1s*6 3eo 0*1t ch*7 0 ch 0 ch*4 0 ch*f 0 ch*a 1s 0*6 ch*1b 3eo 8w*3" +
  " 3eo*8 0*5 30g*a 0*6 3eo*2 8w*2 0 ch*8 0*2 ch*2 0*2 ch*m 0 ch*7 0 ch*2 0 ch*5 0 3eo*2 ch 8w*2 3eo 8w" +
  "*4 0*2 8w*2 0*2 8w*3 0*2 ch 0*6 8w 0*5 ch*5 8w*2 0*2 3eo*7 0*3 3eo*5 0*b ch*1h 8w*3 3eo*8 8w*2 3eo*3" +
  " 8w 3eo ch*4 1s*5 30g*a 1s*2 0 1s 3eo ch*3 0*u ch*1c 8w*3 3eo*6 8w 3eo 8w*4 3eo*2 8w 3eo*2 ch*2 1s c" +
  "h 0*8 30g*a 0*12 ch*1b 8w*3 3eo*4 0*2 8w*4 3eo*2 8w 3eo*2 1s*n ch*4 3eo*2 0*y ch*1c 8w*3 3eo*8 8w*2 " +
  "3eo 8w 3eo*2 1s*3 ch 0*b 30g*a 0*6 1s*d 0*j ch*17 3eo 8w 3eo 8w*2 3eo*6 8w 3eo ch 1s 0*6 30g*a 0*1i " +
  "ch*r 0*2 3eo*3 8w*2 3eo*4 8w 3eo*5 0*4 30g*a g0*2 1s*4 ch*7 0*1l ch*18 8w*3 3eo*9 8w 3eo*2 1s 0*2s j" +
  "b9*w jb7*w 30g*a g0*9 0*c ch*8 0*2 ch 0*2 ch*8 0 ch*2 0 ch*o 8w*6 0 8w*2 0*2 3eo*2 8w 3eo ch 8w ch 8" +
  "w 3eo 1s*3 0*9 30g*a 0*1y ch*8 0*2 ch*13 8w*3 3eo*4 0*2 3eo*2 8w*4 3eo ch 1s ch 8w 0*r ch 3eo*a ch*1" +
  "4 3eo*6 8w ch 3eo*4 1s*8 3eo 0*8 ch 3eo*6 8w*2 3eo*3 ch*1a 3eo*d 8w 3eo*2 1s*3 ch 1s*5 0*d ch*21 0*7" +
  " ch*9 0 ch*11 8w 3eo*7 0 3eo*6 8w 3eo ch 1s*5 0*a 30g*a g0*j 0*3 1s*2 ch*u 0*2 3eo*m 0 8w 3eo*7 8w 3" +
  "eo*2 8w 3eo*2 0*21 ch*7 0 ch*2 0 ch*12 3eo*6 0*3 3eo 0 3eo*2 0 3eo*7 ch 3eo 0*8 30g*a 0*6 ch*6 0 ch*" +
  "2 0 ch*w 8w*5 0 3eo*2 0 8w*2 3eo 8w 3eo ch 0*7 30g*a 0*52 ch*j 3eo*2 8w*2 1s*2 0*1j ch 0*f g0*l 1s*t" +
  " 0*d 1s ch*q 0*2u qo*33 0 1s*5 0*b ch*1w 0*24 ch*2p 1s*2 0*d ch*1b 0 35s*9 0*1z ch*1z 0*1l ch*1l 0*7" +
  " ch*v 0 30g*a 0*4 1s*2 ch*27 0 30g*a 0*6 ch*u 0*2 3eo*5 1s 0*a ch*1c 3eo*7 1s*9 3i9*4 1s*2 0*a 30g*a" +
  " 0 g0*7 0 ch*l 0*5 ch*j 0*4w jb9*w jb7*w g0*n 1s*4 0*2t ch*23 0*4 3eo ch 8w*1j 0*7 3eo*4 3i9*d 0*1s " +
  "3i9*2 1s 3i9 3eo 0*b 8w*2 0*e ch*3c 0*8 ch*2e 0*16 ch*9 0*6f 3i9*4 0 3i9*7 0 3i9*2 0 ch*z 0*19 ch*3 " +
  "0*h ch*4 0*8 ch*3w 0*4 ch*2z 0*5 ch*d 0*3 ch*9 0*7 ch*a 0*2 1s 3eo*2 1s 35s*4 0*2k 3eo*1a 0*2 3eo*n " +
  "0*9 1s*38 0*1o 1s*3a 0*a 1s*13 0*2 1s*1o 8w*2 3eo*3 1s*3 8w*6 35s*8 3eo*8 1s*2 3eo*7 1s*u 3eo*4 1s*1" +
  "p 0*l 1s*1u 3eo*3 1s 0*4a g0*k 0*c 1s*2f 0*9 g0*p 0*7 6o5*q 6o3*q 6o5*q 6o3*7 0 6o3*i 6o5*q 6o3*q 6o" +
  "5 0 6o5*2 0*2 6o5 0*2 6o5*2 0*2 6o5*4 0 6o5*8 6o3*4 0 6o3 0 6o3*7 0 6o3*b 6o5*q 6o3*q 6o5*2 0 6o5*4 " +
  "0*2 6o5*8 0 6o5*7 0 6o3*q 6o5*2 0 6o5*4 0 6o5*5 0 6o5 0*3 6o5*7 0 6o3*q 6o5*q 6o3*q 6o5*q 6o3*q 6o5*" +
  "q 6o3*q 6o5*q 6o3*q 6o5*q 6o3*q 6o5*q 6o3*s 0*2 6o5*p 1s 6o3*p 1s 6o3*6 6o5*p 1s 6o3*p 1s 6o3*6 6o5*" +
  "p 1s 6o3*p 1s 6o3*6 6o5*p 1s 6o3*p 1s 6o3*6 6o5*p 1s 6o3*p 1s 6o3*6 6o5 6o3 0*2 30g*1e 3eo*1j 1s*4 3" +
  "eo*1e 1s*8 3eo 1s*e 3eo 1s*7 0*f 3eo*5 0 3eo*f 0*28 6o3*a ch 6o3*k 0*2p 3eo*7 0 3eo*h 0*2 3eo*7 0 3e" +
  "o*2 0 3eo*5 0*2d ch*19 0*3 3eo*7 3i9*7 0*2 30g*a 0*4 ch 1s 0*1s ch*u 3eo 0*h ch*18 3eo*4 30g*a 0*5 1" +
  "s 0*2o ch*7 0 ch*4 0 ch*2 0 ch*f 0 ch*1x 0*2 g0*9 3eo*7 0*15 jb9*y jb7*y 3eo*7 3i9 0*4 30g*a 0*4 1s*" +
  "2 0*41 g0*1n 1s g0*3 1s g0*4 0*24 g0*19 1s g0*f 0*1u ch*4 0 ch*r 0 ch*2 0 ch 0*2 ch 0 ch*a 0 ch*4 0 " +
  "ch 0 ch 0*6 ch 0*4 ch 0 ch 0 ch 0 ch*3 0 ch*2 0 ch 0*2 ch 0 ch 0 ch 0 ch 0 ch 0 ch*2 0 ch 0*2 ch*4 0" +
  " ch*7 0 ch*4 0 ch*4 0 ch 0 ch*a 0 ch*h 0*5 ch*3 0 ch*5 0 ch*h 0*1g 1s*2 0*e 1s*18 0*4 1s*2s 0*c 1s*f" +
  " 0*2 1s*f 0 1s*f 0 1s*11 0*a 18g*b g0*2 1s*z 6dg*q 1s*6 6dg*q 1s*6 6dg*q 1s*10 0*1k 1s*t 0*d 1s*18 0" +
  "*4 1s*9 0*7 1s*2 0*e 1s*6 0*q 1s*3f 37k*5 1s*2g 0*5 1s*g 0*3 1s*d 0*3 1s*38 0*c 1s*2h 0*7 1s*c 0*4 1" +
  "s 0*f 1s*c 0*4 1s*1k 0*8 1s*a 0*6 1s*14 0*8 1s*u 0*2 1s*2 0*26 1s*2c 0*c 1s*e 0*2 1s*5 0*3 1s*5 0*3 " +
  "1s*7 0*9 1s*t 0*3 1s*b 0*5 1s*6 0*a 1s*a 0*6 1s*8 0*8 1s*7 0*9 1s*j 0 1s*1j 0*11 30g*a 0*6 ch qp ch*" +
  "2q qp ch*3h qp ch*1q qp ch*2p qp ch*8 qp ch*f qp ch*5p qp ch*i qp ch*r qp ch*3a qp ch*3r qp ch*3m qp" +
  " ch*5t qp ch*36 0*w ch*1l 0*7 ch*2m 0*2 ch*3m 0*e ch*4x 0*v ch*u 0*2q ch*23 0*1i 35s 0*u 35s*2o 3eo*" +
  "6o 0*g";

/** Code points of the digits zero; those for one to nine follow each. */
export const DECIMAL_ZEROS =
  "1c 19c 1dc 1j4 1uu 1ye 21y 25i 292 2cm 2g6 2jq 2na 2qu 2ts 2xc 2zk 37k 39s 4ps 4r4 4zq 53k 58g 58w 5" +
  "e8 5gw 5kw 5lc wtc xcg xds xjk xkg xn4 xyo 1eds 1fhc 1h68 1ht2 1hww 1hyu 1i34 1ib4 1ikw 1iog 1iz4 1j" +
  "28 1j5c 1jhc 1jkg 1k5s 1kcw 1kf4 1zkw 1znk 1zrk 2l72 2l7c 2l7m 2l7w 2l86 2n28 2ne8 2onk 2sc0";

/** Lower case: first, count, step, difference of each run of code points that change. */
export const LOWER_RANGES =
  "1t q 1 w 5c n 1 w 60 7 1 w 74 o 2 1 8i 3 2 1 8p 8 2 1 96 n 2 1 ag 1 1 -3d ah 3 2 1 ap 1 1 5u aq 2 2 " +
  "1 au 1 1 5q av 1 1 1 ax 2 1 5p az 1 1 1 b2 1 1 27 b3 1 1 5m b4 1 1 5n b5 1 1 1 b7 1 1 5p b8 1 1 5r b" +
  "a 1 1 5v bb 1 1 5t bc 1 1 1 bg 1 1 5v bh 1 1 5x bj 1 1 5y bk 3 2 1 bq 1 1 62 br 1 1 1 bt 1 1 62 bw 1" +
  " 1 1 by 1 1 62 bz 1 1 1 c1 2 1 61 c3 2 2 1 c7 1 1 63 c8 1 1 1 cc 1 1 1 ck 1 1 2 cl 1 1 1 cn 1 1 2 co" +
  " 1 1 1 cq 1 1 2 cr 9 2 1 da 9 2 1 dt 1 1 2 du 2 2 1 dy 1 1 -2p dz 1 1 -1k e0 k 2 1 f4 1 1 -3m f6 9 2" +
  " 1 fu 1 1 8bv fv 1 1 1 fx 1 1 -4j fy 1 1 8bs g1 1 1 1 g3 1 1 -5f g4 1 1 1x g5 1 1 1z g6 5 2 1 og 2 2" +
  " 1 om 1 1 1 ov 1 1 38 p2 1 1 12 p4 3 1 11 p8 1 1 1s pa 2 1 1r pd h 1 w pv 9 1 w r3 1 1 8 rc c 2 1 s4" +
  " 1 1 -1o s7 1 1 1 s9 1 1 -7 sa 1 1 1 sd 3 1 -3m sg g 1 28 sw w 1 w v4 h 2 1 wa r 2 1 xs 1 1 f xt 7 2" +
  " 1 y8 1c 2 1 10x 12 1 1c 3a8 12 1 5ls 3bb 1 1 5ls 3bh 1 1 5ls 3vk 28 1 tzk 3xs 6 1 8 5n4 17 1 -2bk 5" +
  "od 3 1 -2bk 5xc 23 2 1 61q 1 1 -5vj 61s 1c 2 1 64o 8 1 -8 654 6 1 -8 65k 8 1 -8 660 8 1 -8 66g 6 1 -" +
  "8 66x 4 2 -8 67c 8 1 -8 688 8 1 -8 68o 8 1 -8 694 8 1 -8 69k 2 1 -8 69m 2 1 -22 69o 1 1 -9 6a0 4 1 -" +
  "2e 6a4 1 1 -9 6ag 2 1 -8 6ai 2 1 -2s 6aw 2 1 -8 6ay 2 1 -34 6b0 1 1 -7 6bc 2 1 -3k 6be 2 1 -3i 6bg 1" +
  " 1 -9 6jq 1 1 -5st 6ju 1 1 -6gv 6jv 1 1 -6di 6k2 1 1 s 6lc g 1 g 6mb 1 1 1 792 q 1 q 8ow 1c 1 1c 8rk" +
  " 1 1 1 8rm 1 1 -8af 8rn 1 1 -2xy 8ro 1 1 -89z 8rr 3 2 1 8rx 1 1 -8bg 8ry 1 1 -8al 8rz 1 1 -8bj 8s0 1" +
  " 1 -8bi 8s2 1 1 1 8s5 1 1 1 8se 2 1 -8cf 8sg 1e 2 1 8vf 2 2 1 8vm 1 1 1 wu8 n 2 1 ww0 e 2 1 x0i 7 2 " +
  "1 x0y v 2 1 x2x 2 2 1 x31 1 1 -r9g x32 5 2 1 x3f 1 1 1 x3h 1 1 -wmg x3k 2 2 1 x3q a 2 1 x4a 1 1 -wn8" +
  " x4b 1 1 -wnj x4c 1 1 -wnf x4d 1 1 -wn5 x4e 1 1 -wn8 x4g 1 1 -wlu x4h 1 1 -wmi x4i 1 1 -wlx x4j 1 1 " +
  "ps x4k 8 2 1 x50 1 1 -1c x51 1 1 -wn7 x52 1 1 -raw x53 2 2 1 x5c 1 1 1 x5i 2 2 1 x6d 1 1 1 1ee9 q 1 " +
  "w 1fcw 14 1 14 1fhs 10 1 14 1fn4 b 1 13 1fng f 1 13 1fnw 7 1 13 1fo4 2 1 13 1h1c 1f 1 1s 1jfk w 1 w " +
  "20cg w 1 w 2olc y 1 y";

/** Lower case: code point and the two or three that it becomes. */
export const LOWER_SPECIAL = "8g:2x,lj";

/** Upper case: first, count, step, difference of each run of code points that change. */
export const UPPER_RANGES =
  "2p q 1 -w 51 1 1 kn 68 n 1 -w 6w 7 1 -w 73 1 1 3d 75 o 2 -1 8h 1 1 -6g 8j 3 2 -1 8q 8 2 -1 97 n 2 -1" +
  " ai 3 2 -1 an 1 1 -8c ao 1 1 5f ar 2 2 -1 aw 1 1 -1 b0 1 1 -1 b6 1 1 -1 b9 1 1 2p bd 1 1 -1 be 1 1 4" +
  "j bi 1 1 3m bl 3 2 -1 bs 1 1 -1 bx 1 1 -1 c0 1 1 -1 c4 2 2 -1 c9 1 1 -1 cd 1 1 -1 cf 1 1 1k cl 1 1 -" +
  "1 cm 1 1 -2 co 1 1 -1 cp 1 1 -2 cr 1 1 -1 cs 1 1 -2 cu 8 2 -1 d9 1 1 -27 db 9 2 -1 du 1 1 -1 dv 1 1 " +
  "-2 dx 1 1 -1 e1 k 2 -1 f7 9 2 -1 fw 1 1 -1 fz 2 1 8cf g2 1 1 -1 g7 5 2 -1 gg 1 1 8bj gh 1 1 8bg gi 1" +
  " 1 8bi gj 1 1 -5u gk 1 1 -5q gm 2 1 -5p gp 1 1 -5m gr 1 1 -5n gs 1 1 wnj gw 1 1 -5p gx 1 1 wnf gz 1 " +
  "1 -5r h1 1 1 wmg h2 1 1 wn8 h4 1 1 -5t h5 1 1 -5v h6 1 1 wn8 h7 1 1 8af h8 1 1 wn5 hb 1 1 -5v hd 1 1" +
  " 8al he 1 1 -5x hh 1 1 -5y hp 1 1 89z hs 1 1 -62 hu 1 1 wn7 hv 1 1 -62 hz 1 1 wmi i0 1 1 -62 i1 1 1 " +
  "-1x i2 2 1 -61 i4 1 1 -1z ia 1 1 -63 il 1 1 wlx im 1 1 wlu n9 1 1 2c oh 2 2 -1 on 1 1 -1 or 3 1 3m q" +
  "4 1 1 -12 q5 3 1 -11 q9 h 1 -w qq 1 1 -v qr 9 1 -w r0 1 1 -1s r1 2 1 -1r r4 1 1 -1q r5 1 1 -1l r9 1 " +
  "1 -1b ra 1 1 -1i rb 1 1 -8 rd c 2 -1 s0 1 1 -2e s1 1 1 -28 s2 1 1 7 s3 1 1 -38 s5 1 1 -2o s8 1 1 -1 " +
  "sb 1 1 -1 ts w 1 -w uo g 1 -28 v5 h 2 -1 wb r 2 -1 xu 7 2 -1 y7 1 1 -f y9 1c 2 -1 129 12 1 -1c 3bk 1" +
  "7 1 2bk 3ct 3 1 2bk 3y0 6 1 -8 5mo 1 1 -4tq 5mp 1 1 -4tp 5mq 1 1 -4tg 5mr 2 1 -4te 5mt 1 1 -4tf 5mu " +
  "1 1 -4t8 5mv 1 1 -4rp 5mw 1 1 r7m 5tl 1 1 r9g 5tp 1 1 2xy 5u6 1 1 raw 5xd 23 2 -1 61n 1 1 -1n 61t 1c" +
  " 2 -1 64g 8 1 8 64w 6 1 8 65c 8 1 8 65s 8 1 8 668 6 1 8 66p 4 2 8 674 8 1 8 67k 2 1 22 67m 4 1 2e 67" +
  "q 2 1 2s 67s 2 1 3k 67u 2 1 34 67w 2 1 3i 69c 2 1 8 69q 1 1 -5k5 6a8 2 1 8 6ao 2 1 8 6at 1 1 7 6ku 1" +
  " 1 -s 6ls g 1 -g 6mc 1 1 -1 79s q 1 -q 8q8 1c 1 -1c 8rl 1 1 -1 8rp 1 1 -8bv 8rq 1 1 -8bs 8rs 3 2 -1 " +
  "8s3 1 1 -1 8s6 1 1 -1 8sh 1e 2 -1 8vg 2 2 -1 8vn 1 1 -1 8w0 12 1 -5ls 8x3 1 1 -5ls 8x9 1 1 -5ls wu9 " +
  "n 2 -1 ww1 e 2 -1 x0j 7 2 -1 x0z v 2 -1 x2y 2 2 -1 x33 5 2 -1 x3g 1 1 -1 x3l 2 2 -1 x3o 1 1 1c x3r a" +
  " 2 -1 x4l 8 2 -1 x54 2 2 -1 x5d 1 1 -1 x5j 2 2 -1 x6e 1 1 -1 xub 1 1 -ps xv4 28 1 -tzk 1ef5 q 1 -w 1" +
  "fe0 14 1 -14 1fiw 10 1 -14 1fo7 b 1 -13 1foj f 1 -13 1foz 7 1 -13 1fp7 2 1 -13 1h34 1f 1 -1s 1jgg w " +
  "1 -w 20dc w 1 -w 2oma y 1 -y";

/** Upper case: code point and the two or three that it becomes. */
export const UPPER_SPECIAL =
  "67:2b,2b 95:jg,26 ds:22,lo pc:pl,lk,ld q8:px,lk,ld 13b:111,11u 61i:20,mp 61j:2c,lk 61k:2f,lm 61l:2h," +
  "lm 61m:1t,ji 66o:px,lv 66q:px,lv,lc 66s:px,lv,ld 66u:px,lv,n6 680:64o,pl 681:64p,pl 682:64q,pl 683:6" +
  "4r,pl 684:64s,pl 685:64t,pl 686:64u,pl 687:64v,pl 688:64o,pl 689:64p,pl 68a:64q,pl 68b:64r,pl 68c:64" +
  "s,pl 68d:64t,pl 68e:64u,pl 68f:64v,pl 68g:65k,pl 68h:65l,pl 68i:65m,pl 68j:65n,pl 68k:65o,pl 68l:65p" +
  ",pl 68m:65q,pl 68n:65r,pl 68o:65k,pl 68p:65l,pl 68q:65m,pl 68r:65n,pl 68s:65o,pl 68t:65p,pl 68u:65q," +
  "pl 68v:65r,pl 68w:67c,pl 68x:67d,pl 68y:67e,pl 68z:67f,pl 690:67g,pl 691:67h,pl 692:67i,pl 693:67j,p" +
  "l 694:67c,pl 695:67d,pl 696:67e,pl 697:67f,pl 698:67g,pl 699:67h,pl 69a:67i,pl 69b:67j,pl 69e:69m,pl" +
  " 69f:pd,pl 69g:p2,pl 69i:pd,n6 69j:pd,n6,pl 69o:pd,pl 69u:6a2,pl 69v:pj,pl 69w:p5,pl 69y:pj,n6 69z:p" +
  "j,n6,pl 6a4:pj,pl 6aa:pl,lk,lc 6ab:pl,lk,ld 6ae:pl,n6 6af:pl,lk,n6 6aq:px,lk,lc 6ar:px,lk,ld 6as:pt," +
  "lv 6au:px,n6 6av:px,lk,n6 6b6:6be,pl 6b7:q1,pl 6b8:pb,pl 6ba:q1,n6 6bb:q1,n6,pl 6bg:q1,pl 1dkw:1y,1y" +
  " 1dkx:1y,21 1dky:1y,24 1dkz:1y,1y,21 1dl0:1y,1y,24 1dl1:2b,2c 1dl2:2b,2c 1dlf:11g,11i 1dlg:11g,111 1" +
  "dlh:11g,117 1dli:11q,11i 1dlj:11g,119";

/** Title case: first, count, step, difference of each run of code points that change. */
export const TITLE_RANGES =
  "2p q 1 -w 51 1 1 kn 68 n 1 -w 6w 7 1 -w 73 1 1 3d 75 o 2 -1 8h 1 1 -6g 8j 3 2 -1 8q 8 2 -1 97 n 2 -1" +
  " ai 3 2 -1 an 1 1 -8c ao 1 1 5f ar 2 2 -1 aw 1 1 -1 b0 1 1 -1 b6 1 1 -1 b9 1 1 2p bd 1 1 -1 be 1 1 4" +
  "j bi 1 1 3m bl 3 2 -1 bs 1 1 -1 bx 1 1 -1 c0 1 1 -1 c4 2 2 -1 c9 1 1 -1 cd 1 1 -1 cf 1 1 1k ck 1 1 1" +
  " cm 1 1 -1 cn 1 1 1 cp 1 1 -1 cq 1 1 1 cs 9 2 -1 d9 1 1 -27 db 9 2 -1 dt 1 1 1 dv 2 2 -1 e1 k 2 -1 f" +
  "7 9 2 -1 fw 1 1 -1 fz 2 1 8cf g2 1 1 -1 g7 5 2 -1 gg 1 1 8bj gh 1 1 8bg gi 1 1 8bi gj 1 1 -5u gk 1 1" +
  " -5q gm 2 1 -5p gp 1 1 -5m gr 1 1 -5n gs 1 1 wnj gw 1 1 -5p gx 1 1 wnf gz 1 1 -5r h1 1 1 wmg h2 1 1 " +
  "wn8 h4 1 1 -5t h5 1 1 -5v h6 1 1 wn8 h7 1 1 8af h8 1 1 wn5 hb 1 1 -5v hd 1 1 8al he 1 1 -5x hh 1 1 -" +
  "5y hp 1 1 89z hs 1 1 -62 hu 1 1 wn7 hv 1 1 -62 hz 1 1 wmi i0 1 1 -62 i1 1 1 -1x i2 2 1 -61 i4 1 1 -1" +
  "z ia 1 1 -63 il 1 1 wlx im 1 1 wlu n9 1 1 2c oh 2 2 -1 on 1 1 -1 or 3 1 3m q4 1 1 -12 q5 3 1 -11 q9 " +
  "h 1 -w qq 1 1 -v qr 9 1 -w r0 1 1 -1s r1 2 1 -1r r4 1 1 -1q r5 1 1 -1l r9 1 1 -1b ra 1 1 -1i rb 1 1 " +
  "-8 rd c 2 -1 s0 1 1 -2e s1 1 1 -28 s2 1 1 7 s3 1 1 -38 s5 1 1 -2o s8 1 1 -1 sb 1 1 -1 ts w 1 -w uo g" +
  " 1 -28 v5 h 2 -1 wb r 2 -1 xu 7 2 -1 y7 1 1 -f y9 1c 2 -1 129 12 1 -1c 3y0 6 1 -8 5mo 1 1 -4tq 5mp 1" +
  " 1 -4tp 5mq 1 1 -4tg 5mr 2 1 -4te 5mt 1 1 -4tf 5mu 1 1 -4t8 5mv 1 1 -4rp 5mw 1 1 r7m 5tl 1 1 r9g 5tp" +
  " 1 1 2xy 5u6 1 1 raw 5xd 23 2 -1 61n 1 1 -1n 61t 1c 2 -1 64g 8 1 8 64w 6 1 8 65c 8 1 8 65s 8 1 8 668" +
  " 6 1 8 66p 4 2 8 674 8 1 8 67k 2 1 22 67m 4 1 2e 67q 2 1 2s 67s 2 1 3k 67u 2 1 34 67w 2 1 3i 680 8 1" +
  " 8 68g 8 1 8 68w 8 1 8 69c 2 1 8 69f 1 1 9 69q 1 1 -5k5 69v 1 1 9 6a8 2 1 8 6ao 2 1 8 6at 1 1 7 6b7 " +
  "1 1 9 6ku 1 1 -s 6ls g 1 -g 6mc 1 1 -1 79s q 1 -q 8q8 1c 1 -1c 8rl 1 1 -1 8rp 1 1 -8bv 8rq 1 1 -8bs " +
  "8rs 3 2 -1 8s3 1 1 -1 8s6 1 1 -1 8sh 1e 2 -1 8vg 2 2 -1 8vn 1 1 -1 8w0 12 1 -5ls 8x3 1 1 -5ls 8x9 1 " +
  "1 -5ls wu9 n 2 -1 ww1 e 2 -1 x0j 7 2 -1 x0z v 2 -1 x2y 2 2 -1 x33 5 2 -1 x3g 1 1 -1 x3l 2 2 -1 x3o 1" +
  " 1 1c x3r a 2 -1 x4l 8 2 -1 x54 2 2 -1 x5d 1 1 -1 x5j 2 2 -1 x6e 1 1 -1 xub 1 1 -ps xv4 28 1 -tzk 1e" +
  "f5 q 1 -w 1fe0 14 1 -14 1fiw 10 1 -14 1fo7 b 1 -13 1foj f 1 -13 1foz 7 1 -13 1fp7 2 1 -13 1h34 1f 1 " +
  "-1s 1jgg w 1 -w 20dc w 1 -w 2oma y 1 -y";

/** Title case: code point and the two or three that it becomes. */
export const TITLE_SPECIAL =
  "67:2b,37 95:jg,26 ds:22,lo pc:pl,lk,ld q8:px,lk,ld 13b:111,136 61i:20,mp 61j:2c,lk 61k:2f,lm 61l:2h," +
  "lm 61m:1t,ji 66o:px,lv 66q:px,lv,lc 66s:px,lv,ld 66u:px,lv,n6 69e:69m,n9 69g:p2,n9 69i:pd,n6 69j:pd," +
  "n6,n9 69u:6a2,n9 69w:p5,n9 69y:pj,n6 69z:pj,n6,n9 6aa:pl,lk,lc 6ab:pl,lk,ld 6ae:pl,n6 6af:pl,lk,n6 6" +
  "aq:px,lk,lc 6ar:px,lk,ld 6as:pt,lv 6au:px,n6 6av:px,lk,n6 6b6:6be,n9 6b8:pb,n9 6ba:q1,n6 6bb:q1,n6,n" +
  "9 1dkw:1y,2u 1dkx:1y,2x 1dky:1y,30 1dkz:1y,2u,2x 1dl0:1y,2u,30 1dl1:2b,38 1dl2:2b,38 1dlf:11g,12u 1d" +
  "lg:11g,12d 1dlh:11g,12j 1dli:11q,12u 1dlj:11g,12l";

/** Case folding: first, count, step, difference of each run of code points that change. */
export const FOLD_RANGES =
  "1t q 1 w 51 1 1 lj 5c n 1 w 60 7 1 w 74 o 2 1 8i 3 2 1 8p 8 2 1 96 n 2 1 ag 1 1 -3d ah 3 2 1 an 1 1 " +
  "-7g ap 1 1 5u aq 2 2 1 au 1 1 5q av 1 1 1 ax 2 1 5p az 1 1 1 b2 1 1 27 b3 1 1 5m b4 1 1 5n b5 1 1 1 " +
  "b7 1 1 5p b8 1 1 5r ba 1 1 5v bb 1 1 5t bc 1 1 1 bg 1 1 5v bh 1 1 5x bj 1 1 5y bk 3 2 1 bq 1 1 62 br" +
  " 1 1 1 bt 1 1 62 bw 1 1 1 by 1 1 62 bz 1 1 1 c1 2 1 61 c3 2 2 1 c7 1 1 63 c8 1 1 1 cc 1 1 1 ck 1 1 2" +
  " cl 1 1 1 cn 1 1 2 co 1 1 1 cq 1 1 2 cr 9 2 1 da 9 2 1 dt 1 1 2 du 2 2 1 dy 1 1 -2p dz 1 1 -1k e0 k " +
  "2 1 f4 1 1 -3m f6 9 2 1 fu 1 1 8bv fv 1 1 1 fx 1 1 -4j fy 1 1 8bs g1 1 1 1 g3 1 1 -5f g4 1 1 1x g5 1" +
  " 1 1z g6 5 2 1 n9 1 1 38 og 2 2 1 om 1 1 1 ov 1 1 38 p2 1 1 12 p4 3 1 11 p8 1 1 1s pa 2 1 1r pd h 1 " +
  "w pv 9 1 w qq 1 1 1 r3 1 1 8 r4 1 1 -u r5 1 1 -p r9 1 1 -f ra 1 1 -m rc c 2 1 s0 1 1 -1i s1 1 1 -1c " +
  "s4 1 1 -1o s5 1 1 -1s s7 1 1 1 s9 1 1 -7 sa 1 1 1 sd 3 1 -3m sg g 1 28 sw w 1 w v4 h 2 1 wa r 2 1 xs" +
  " 1 1 f xt 7 2 1 y8 1c 2 1 10x 12 1 1c 3a8 12 1 5ls 3bb 1 1 5ls 3bh 1 1 5ls 3y0 6 1 -8 5mo 1 1 -4su 5" +
  "mp 1 1 -4st 5mq 1 1 -4sk 5mr 2 1 -4si 5mt 1 1 -4sj 5mu 1 1 -4sc 5mv 1 1 -4ro 5mw 1 1 r7n 5n4 17 1 -2" +
  "bk 5od 3 1 -2bk 5xc 23 2 1 61n 1 1 -1m 61s 1c 2 1 64o 8 1 -8 654 6 1 -8 65k 8 1 -8 660 8 1 -8 66g 6 " +
  "1 -8 66x 4 2 -8 67c 8 1 -8 69k 2 1 -8 69m 2 1 -22 69q 1 1 -5j9 6a0 4 1 -2e 6ag 2 1 -8 6ai 2 1 -2s 6a" +
  "w 2 1 -8 6ay 2 1 -34 6b0 1 1 -7 6bc 2 1 -3k 6be 2 1 -3i 6jq 1 1 -5st 6ju 1 1 -6gv 6jv 1 1 -6di 6k2 1" +
  " 1 s 6lc g 1 g 6mb 1 1 1 792 q 1 q 8ow 1c 1 1c 8rk 1 1 1 8rm 1 1 -8af 8rn 1 1 -2xy 8ro 1 1 -89z 8rr " +
  "3 2 1 8rx 1 1 -8bg 8ry 1 1 -8al 8rz 1 1 -8bj 8s0 1 1 -8bi 8s2 1 1 1 8s5 1 1 1 8se 2 1 -8cf 8sg 1e 2 " +
  "1 8vf 2 2 1 8vm 1 1 1 wu8 n 2 1 ww0 e 2 1 x0i 7 2 1 x0y v 2 1 x2x 2 2 1 x31 1 1 -r9g x32 5 2 1 x3f 1" +
  " 1 1 x3h 1 1 -wmg x3k 2 2 1 x3q a 2 1 x4a 1 1 -wn8 x4b 1 1 -wnj x4c 1 1 -wnf x4d 1 1 -wn5 x4e 1 1 -w" +
  "n8 x4g 1 1 -wlu x4h 1 1 -wmi x4i 1 1 -wlx x4j 1 1 ps x4k 8 2 1 x50 1 1 -1c x51 1 1 -wn7 x52 1 1 -raw" +
  " x53 2 2 1 x5c 1 1 1 x5i 2 2 1 x6d 1 1 1 xv4 28 1 -tzk 1ee9 q 1 w 1fcw 14 1 14 1fhs 10 1 14 1fn4 b 1" +
  " 13 1fng f 1 13 1fnw 7 1 13 1fo4 2 1 13 1h1c 1f 1 1s 1jfk w 1 w 20cg w 1 w 2olc y 1 y";

/** Case folding: code point and the two or three that it becomes. */
export const FOLD_SPECIAL =
  "67:37,37 8g:2x,lj 95:jg,32 ds:2y,lo pc:qh,lk,ld q8:qt,lk,ld 13b:12d,136 61i:2w,mp 61j:38,lk 61k:3b,l" +
  "m 61l:3d,lm 61m:2p,ji 61q:37,37 66o:qt,lv 66q:qt,lv,lc 66s:qt,lv,ld 66u:qt,lv,n6 680:64g,qh 681:64h," +
  "qh 682:64i,qh 683:64j,qh 684:64k,qh 685:64l,qh 686:64m,qh 687:64n,qh 688:64g,qh 689:64h,qh 68a:64i,q" +
  "h 68b:64j,qh 68c:64k,qh 68d:64l,qh 68e:64m,qh 68f:64n,qh 68g:65c,qh 68h:65d,qh 68i:65e,qh 68j:65f,qh" +
  " 68k:65g,qh 68l:65h,qh 68m:65i,qh 68n:65j,qh 68o:65c,qh 68p:65d,qh 68q:65e,qh 68r:65f,qh 68s:65g,qh " +
  "68t:65h,qh 68u:65i,qh 68v:65j,qh 68w:674,qh 68x:675,qh 68y:676,qh 68z:677,qh 690:678,qh 691:679,qh 6" +
  "92:67a,qh 693:67b,qh 694:674,qh 695:675,qh 696:676,qh 697:677,qh 698:678,qh 699:679,qh 69a:67a,qh 69" +
  "b:67b,qh 69e:67k,qh 69f:q9,qh 69g:q4,qh 69i:q9,n6 69j:q9,n6,qh 69o:q9,qh 69u:67o,qh 69v:qf,qh 69w:q6" +
  ",qh 69y:qf,n6 69z:qf,n6,qh 6a4:qf,qh 6aa:qh,lk,lc 6ab:qh,lk,ld 6ae:qh,n6 6af:qh,lk,n6 6aq:qt,lk,lc 6" +
  "ar:qt,lk,ld 6as:qp,lv 6au:qt,n6 6av:qt,lk,n6 6b6:67w,qh 6b7:qx,qh 6b8:r2,qh 6ba:qx,n6 6bb:qx,n6,qh 6" +
  "bg:qx,qh 1dkw:2u,2u 1dkx:2u,2x 1dky:2u,30 1dkz:2u,2u,2x 1dl0:2u,2u,30 1dl1:37,38 1dl2:37,38 1dlf:12s" +
  ",12u 1dlg:12s,12d 1dlh:12s,12j 1dli:132,12u 1dlj:12s,12l";
