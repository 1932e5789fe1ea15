/**
 * Where `value` lies between the lowest and the highest, from 0 to 100; 0 where those two are equal (G. Lane's raw %K,
 * Lane's Stochastics, 1984). NaN passes through.
 */
export function rangePosition(value: number, lowest: number, highest: number): number {
  return highest === lowest ? 0 : ((value - lowest) / (highest - lowest)) * 100
}
