/**
 * A C size that is read digit by digit, as widths, precisions and indexes in format strings are.
 *
 * A double holds it exactly up to fifteen digits; what is longer is compared with the limit as a big integer, because
 * 2**63 - 1 is allowed where 2**63 is not.
 *
 * Source: CPython 3.11 Objects/stringlib/unicode_format.h (get_integer), Objects/unicodeobject.c
 * (unicode_format_arg_parse), Python/formatter_unicode.c (get_integer).
 */
const MOST = 2n ** 63n - 1n;
/** Below it, ten times the value and a digit are exact. */
const EXACT = 1e14;

export class SizeDigits {
  /** The value so far, as near as a number comes to it; -1 before the first digit. */
  value = -1;
  private exact = 0n;

  /** Appends a digit; false if the value is more than a C size then. */
  add(digit: number): boolean {
    if (this.value < EXACT) {
      this.value = this.value < 0 ? digit : this.value * 10 + digit;
      return true;
    }
    if (this.exact === 0n) this.exact = BigInt(this.value);
    this.exact = this.exact * 10n + BigInt(digit);
    this.value = Number(this.exact);
    return this.exact <= MOST;
  }
}
