import { z } from 'zod'

/** What a tape keeps with the layout. */
export const TapeSettings = z.object({
  /** Smallest size that is shown, as typed, by instrument. */
  least: z.record(z.string(), z.string()).catch({}),
})
export type TapeSettings = z.infer<typeof TapeSettings>

/** What was typed as a quantity; 0, which shows everything, where it is none. */
export function leastQuantity(typed: string | undefined): number {
  const quantity = Number(typed ?? '')
  return Number.isFinite(quantity) && quantity > 0 ? quantity : 0
}
