/**
 * A Wilder mean of a price that stands still shrinks for ever. Below this size, far under any price step, indicators that
 * only show the ratio of such means hold them while nothing moves: the ratio would stay the same, but digits are lost where
 * numbers get so small that a float64 has no exponent left for them.
 */
export const FADED = 1e-200
