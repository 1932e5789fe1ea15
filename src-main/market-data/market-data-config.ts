import { z } from 'zod'

/** How market data is collected and kept. */
export const MarketDataConfig = z.strictObject({
  historyBars: z.number().int().min(0).max(500_000).default(2_000).meta({
    title: 'History',
    description:
      'Closed 1m bars before now that each instrument has at least after the start, as far as the venue has them.',
    restart: true,
  }),
  maxCatchUpBars: z.number().int().min(1).max(5_000_000).default(50_000).meta({
    title: 'Longest catch-up',
    description:
      'Missed 1m bars fetched when the engine starts again; after a longer pause the history begins anew and a hole stays.',
    restart: true,
  }),
  staleAfterMs: z.number().int().min(500).max(3_600_000).default(10_000).meta({
    title: 'Stale after',
    description:
      'Milliseconds of system time without news after which a price counts as stale. A venue that delivers closed bars only is given the time of two and a half bars, if that is longer.',
  }),
  gapFillTimeoutMs: z.number().int().min(100).max(600_000).default(5_000).meta({
    title: 'Gap fill timeout',
    description: 'Milliseconds of system time that live bars wait for missing ones to be fetched.',
  }),
})
export type MarketDataConfig = z.infer<typeof MarketDataConfig>
