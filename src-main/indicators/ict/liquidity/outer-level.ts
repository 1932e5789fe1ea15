import type { IctRecord } from '../ict-record.ts'

/** The level of a pool that the price has to trade beyond to have swept it: its top where it lies above, else its bottom. */
export function outerLevel({ direction, top, bottom }: IctRecord): number {
  return (direction === 1 ? top : bottom) ?? Number.NaN
}
