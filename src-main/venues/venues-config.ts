import { z } from 'zod'

import { ConnectionFields, connectionFaults } from './account-settings.ts'
import { findProfile, VENUE_PROFILE_IDS } from './ccxt/profiles/profiles.ts'

export { AccountsConfig } from './account-settings.ts'

/** A decimal number above zero as text, such as "0.25". */
const positiveDecimal = z
  .string()
  .max(40)
  .regex(/^\d+(\.\d+)?$/, 'must be a decimal number such as "0.25"')
  .refine((text) => Number(text) > 0, 'must be greater than 0')

const feeBps = z.number().min(0).max(100)

const SimulatedMarketConfig = z.strictObject({
  seed: z.number().int().min(0).max(4_294_967_295).default(7).meta({
    title: 'Seed',
    description: 'The same seed is the same simulated market, at any time.',
    restart: true,
  }),
  speed: z.number().min(1).max(1000).default(20).meta({
    title: 'Speed',
    description: 'Session time per real time, 1 to 1000; acts at once.',
  }),
  funding: z.boolean().default(true).meta({
    title: 'Funding',
    description:
      'Perpetuals pay funding every eight hours of session time, at a small rate that follows from the seed.',
    restart: true,
  }),
})

const ReplayMarketConfig = z.strictObject({
  file: z.string().default('').meta({
    title: 'Candle file',
    description: 'CSV or CSV.gz with one-minute bars: ts_ms, open, high, low, close, volume.',
    restart: true,
  }),
  symbol: z
    .string()
    .regex(/^[A-Za-z0-9./_-]{1,60}$/, 'must be 1 to 60 letters, digits, ".", "/", "_" or "-"')
    .default('BTC-USDT')
    .meta({ title: 'Symbol', description: 'Name of the instrument in the file.', restart: true }),
  tickSize: positiveDecimal.default('0.01').meta({
    title: 'Tick size',
    description: 'Smallest step of the price, in quote currency.',
    restart: true,
  }),
  lotSize: positiveDecimal.default('0.001').meta({
    title: 'Lot size',
    description: 'Smallest step of the quantity, in base units.',
    restart: true,
  }),
  speed: z
    .union([z.number().positive(), z.literal('max')])
    .default('max')
    .meta({
      title: 'Replay speed',
      description: 'Session time per real time, or "max" for as fast as it goes.',
      restart: true,
    }),
})

const symbol = z
  .string()
  .regex(/^[A-Z0-9]{1,30}-[A-Z0-9]{1,20}$/, 'must be two currencies in capitals joined by "-", such as "BTC-USDT"')

const ExchangeMarketConfig = z.strictObject({
  symbols: z.array(symbol).min(1).max(200).default(['BTC-USDT', 'ETH-USDT']).meta({
    title: 'Symbols',
    description:
      'Instruments that are followed on an exchange, such as "BTC-USDT"; those with a position or an open order are followed besides.',
    restart: true,
  }),
  ...ConnectionFields.shape,
  environment: ConnectionFields.shape.environment.unwrap().default('live').meta({
    title: 'Environment',
    description: 'Where prices come from while the account is on paper: live, or the testnet of the exchange.',
    restart: true,
  }),
})

/** Where prices come from. */
export const MarketConfig = z
  .strictObject({
    venue: z
      .enum(['simulated', 'replay', ...VENUE_PROFILE_IDS])
      .default('simulated')
      .meta({
        title: 'Market venue',
        description:
          'Source of prices while the account is on paper: the simulated market, a replay of recorded bars, or an exchange. An account at an exchange has the prices of that exchange.',
        restart: true,
      }),
    exchange: ExchangeMarketConfig.prefault({}).meta({
      title: 'Exchange',
      description: 'Prices of an exchange: what is followed, and how it is reached without an account.',
    }),
    simulated: SimulatedMarketConfig.prefault({}).meta({
      title: 'Simulated market',
      description: 'Four instruments whose prices are computed from a seed.',
    }),
    replay: ReplayMarketConfig.prefault({}).meta({
      title: 'Replay',
      description: 'Recorded bars played back.',
    }),
  })
  .superRefine((market, context) => {
    const profile = findProfile(market.venue)
    for (const { path, message } of profile ? connectionFaults(market.exchange, profile) : []) {
      context.addIssue({ code: 'custom', path: ['exchange', ...path], message })
    }
    if (market.venue !== 'replay' || market.replay.file !== '') return
    context.addIssue({
      code: 'custom',
      path: ['replay', 'file'],
      message: 'must name a candle file when venue is "replay"',
    })
  })
export type MarketConfig = z.infer<typeof MarketConfig>

/** Most accounts beside the first: each has a connection, a thread and a session of its own. */
const MAX_OTHER_ACCOUNTS = 15

/** What is traded on. */
export const TradingConfig = z
  .strictObject({
    account: z.string().min(1).max(60).default('paper').meta({
      title: 'Account',
      description: 'Account that orders go to: "paper", or the name of one under accounts.',
      restart: true,
    }),
    otherAccounts: z.array(z.string().min(1).max(60)).max(MAX_OTHER_ACCOUNTS).default([]).meta({
      title: 'Other accounts',
      description:
        'Accounts that are traded on at the same time, each with books, limits and halts of its own: "paper", or names of those under accounts.',
      restart: true,
    }),
  })
  .superRefine(({ account, otherAccounts }, context) => {
    for (const [index, other] of otherAccounts.entries()) {
      const isTwice = other === account || otherAccounts.indexOf(other) < index
      if (!isTwice) continue
      const message = `must name each account once; "${other}" is ${other === account ? 'the first one, trading.account' : 'named before'}`
      context.addIssue({ code: 'custom', path: ['otherAccounts', index], message })
    }
  })
export type TradingConfig = z.infer<typeof TradingConfig>

/** The paper account and how its orders are filled. */
export const PaperConfig = z.strictObject({
  startingCash: positiveDecimal.default('100000').meta({
    title: 'Starting cash',
    description: 'Cash of a new or reset paper account, in account currency.',
  }),
  makerFeeBps: feeBps.default(2).meta({
    title: 'Maker fee',
    description: 'Fee of fills that rested in the book, in hundredths of a percent of the notional.',
  }),
  takerFeeBps: feeBps.default(5).meta({
    title: 'Taker fee',
    description: 'Fee of fills that took from the book, in hundredths of a percent of the notional.',
  }),
  slippageBps: feeBps.default(1).meta({
    title: 'Slippage',
    description: 'How much worse than the quoted price a taker fills, in hundredths of a percent.',
  }),
  maxBookShare: z.number().gt(0).max(1).default(0.5).meta({
    title: 'Share of the book',
    description: 'Part of the displayed size that an order may take from one quote.',
  }),
  maxVolumeShare: z.number().gt(0).max(1).default(0.1).meta({
    title: 'Share of the volume',
    description: 'Part of the volume of a bar or trade that orders may fill.',
  }),
  leverage: z.number().min(1).max(100).default(5).meta({
    title: 'Leverage',
    description: 'Position value that one unit of equity may carry.',
  }),
  liquidationFeeBps: feeBps.default(50).meta({
    title: 'Liquidation fee',
    description: 'Fee of positions that are closed because margin ran out, in hundredths of a percent of their value.',
  }),
})
export type PaperConfig = z.infer<typeof PaperConfig>
