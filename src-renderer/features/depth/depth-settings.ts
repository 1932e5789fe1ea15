import { z } from 'zod'

/** What a depth panel keeps with the layout. */
export const DepthSettings = z.object({
  /** Ticks that are put together, by instrument; one that is not there takes what fits its book. */
  groups: z.record(z.string(), z.number().int().positive()).catch({}),
})
export type DepthSettings = z.infer<typeof DepthSettings>
