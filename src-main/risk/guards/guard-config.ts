import { z } from 'zod'
import { GuardAction } from '../../../src-contract/index.ts'

export { GuardAction } from '../../../src-contract/index.ts'

/** What a guard watches over: the account, each owner by itself (a strategy, the hand), or each instrument by itself. */
export const GuardScopeKind = z.enum(['account', 'strategy', 'instrument'])
export type GuardScopeKind = z.infer<typeof GuardScopeKind>

/** How a tripped guard is armed again by itself. */
export type GuardRearm = 'nextPeriod' | 'level' | 'duration' | 'byHand'

const SCOPE_DESCRIPTION =
  'What it watches over: account, or each strategy (the hand is one too) or each instrument by itself; its action reaches as far.'
const ACTION_DESCRIPTION =
  'What happens when it trips. warn: it is told. blockEntries: entries are denied. reduceOnly: of the account, trading is reducing as well. cancelEntries: waiting entries are cancelled too. flatten: positions are closed too. Each includes the ones before it.'
const REARM_DESCRIPTION =
  'When it is armed again by itself. nextPeriod: with the next day or week. level: once the value has fallen to rearmShare of the limit. duration: rearmMinutes after it tripped, or after the last trade that kept it so. byHand: never.'

interface Defaults<Rearm extends GuardRearm> {
  readonly scope: readonly [GuardScopeKind, ...GuardScopeKind[]]
  readonly action: GuardAction
  readonly rearm: readonly [Rearm, ...Rearm[]]
  readonly rearmMinutes: number
}

/** Keys that every guard has; the first scope and re-arm named are the defaults. */
function sharedKeys<Rearm extends GuardRearm>({ scope, action, rearm, rearmMinutes }: Defaults<Rearm>) {
  return {
    enabled: z.boolean().default(true).meta({ title: 'Enabled', description: 'Whether the guard watches.' }),
    scope: z.enum(scope).default(scope[0]).meta({ title: 'Scope', description: SCOPE_DESCRIPTION }),
    action: GuardAction.default(action).meta({ title: 'Action', description: ACTION_DESCRIPTION }),
    rearm: z
      .enum<readonly [Rearm, ...Rearm[]]>(rearm)
      .default(rearm[0])
      .meta({ title: 'Armed again', description: REARM_DESCRIPTION }),
    rearmShare: z.number().min(0).lt(1).default(0.5).meta({
      title: 'Level to arm again',
      description: 'With rearm level: the share of the limit to which the value must fall before it is armed again.',
    }),
    rearmMinutes: z.number().int().min(1).max(525_600).default(rearmMinutes).meta({
      title: 'Minutes until armed again',
      description: 'With rearm duration: minutes of session time.',
    }),
    handRearm: z.boolean().default(true).meta({
      title: 'May be armed by hand',
      description: 'Whether a person may arm it again before its time.',
    }),
  }
}

const fraction = (value: number, title: string, description: string) =>
  z.number().gt(0).max(1).default(value).meta({ title, description })
const count = (value: number, title: string, description: string) =>
  z.number().int().min(1).max(1000).default(value).meta({ title, description })
const lookback = (value: number) =>
  z.number().int().min(1).max(525_600).default(value).meta({
    title: 'Lookback in minutes',
    description: 'Trades closed within so many minutes of session time are counted.',
  })
const sustain = (value: number, title: string, description: string) =>
  z.number().min(0).max(86_400).default(value).meta({ title, description })

const ALL: readonly [GuardScopeKind, ...GuardScopeKind[]] = ['account', 'strategy', 'instrument']
const PER_OWNER: readonly [GuardScopeKind, ...GuardScopeKind[]] = ['strategy', 'account', 'instrument']
const PER_INSTRUMENT: readonly [GuardScopeKind, ...GuardScopeKind[]] = ['instrument', 'account', 'strategy']
const MARKET: readonly [GuardScopeKind, ...GuardScopeKind[]] = ['instrument', 'account']

const DailyLoss = z.strictObject({
  kind: z.literal('dailyLoss').default('dailyLoss').meta({ title: 'Kind', description: 'Loss since the day began.' }),
  ...sharedKeys({
    scope: ALL,
    action: 'cancelEntries',
    rearm: ['nextPeriod', 'level', 'duration', 'byHand'],
    rearmMinutes: 1_440,
  }),
  limitFraction: fraction(0.05, 'Limit', 'Loss since the day began, open losses included, as a share of equity then.'),
})

const WeeklyLoss = z.strictObject({
  kind: z.literal('weeklyLoss').default('weeklyLoss').meta({ title: 'Kind', description: 'Loss since Monday.' }),
  ...sharedKeys({
    scope: ALL,
    action: 'cancelEntries',
    rearm: ['nextPeriod', 'level', 'duration', 'byHand'],
    rearmMinutes: 10_080,
  }),
  limitFraction: fraction(
    0.1,
    'Limit',
    "Loss since Monday's day began, open losses included, as a share of equity then.",
  ),
})

const Drawdown = z.strictObject({
  kind: z.literal('drawdown').default('drawdown').meta({ title: 'Kind', description: 'Fall from the highest equity.' }),
  ...sharedKeys({ scope: ALL, action: 'cancelEntries', rearm: ['byHand', 'level', 'duration'], rearmMinutes: 10_080 }),
  limitFraction: fraction(0.2, 'Limit', 'Fall of equity from its peak, open losses included, as a share of the peak.'),
})

const LosingStreak = z.strictObject({
  kind: z.literal('losingStreak').default('losingStreak').meta({ title: 'Kind', description: 'Losses in a row.' }),
  ...sharedKeys({ scope: PER_OWNER, action: 'warn', rearm: ['duration', 'byHand'], rearmMinutes: 120 }),
  limitTrades: count(8, 'Limit', 'Closed trades in a row that lost, fees counted, long and short alike.'),
})

const Cooldown = z.strictObject({
  kind: z.literal('cooldown').default('cooldown').meta({ title: 'Kind', description: 'A pause after a trade.' }),
  ...sharedKeys({ scope: PER_INSTRUMENT, action: 'blockEntries', rearm: ['duration'], rearmMinutes: 5 }),
  after: z.enum(['anyTrade', 'loss']).default('anyTrade').meta({
    title: 'After',
    description: 'Whether every closed trade is followed by the pause, or only one that lost.',
  }),
})

const StopLosses = z.strictObject({
  kind: z.literal('stopLosses').default('stopLosses').meta({ title: 'Kind', description: 'Many stops in short time.' }),
  ...sharedKeys({ scope: PER_INSTRUMENT, action: 'blockEntries', rearm: ['duration', 'byHand'], rearmMinutes: 60 }),
  limitTrades: count(8, 'Limit', 'Trades that ended by a stop-loss, a trailing stop or a liquidation.'),
  lookbackMinutes: lookback(120),
  lossesOnly: z.boolean().default(true).meta({
    title: 'Losses only',
    description: 'Whether a stop that left with a profit is not counted.',
  }),
})

const LowProfit = z.strictObject({
  kind: z
    .literal('lowProfit')
    .default('lowProfit')
    .meta({ title: 'Kind', description: 'Trades that earn too little.' }),
  ...sharedKeys({ scope: PER_INSTRUMENT, action: 'blockEntries', rearm: ['duration', 'byHand'], rearmMinutes: 1_440 }),
  minProfitFraction: z.number().min(-1).max(1).default(0).meta({
    title: 'Least profit',
    description: 'What the counted trades must have earned together, fees off, as a share of equity when each closed.',
  }),
  minTrades: count(8, 'Trades needed', 'So many trades must have closed within the lookback before it judges.'),
  lookbackMinutes: lookback(10_080),
})

const Volatility = z.strictObject({
  kind: z.literal('volatility').default('volatility').meta({ title: 'Kind', description: 'Wild prices.' }),
  ...sharedKeys({ scope: MARKET, action: 'blockEntries', rearm: ['level', 'duration', 'byHand'], rearmMinutes: 60 }),
  limitAnnual: z.number().gt(0).max(1000).default(4).meta({
    title: 'Limit',
    description: 'Volatility of the closed minutes reckoned to a year, newer ones weighing more: 1 is 100 % a year.',
  }),
})

const Spread = z.strictObject({
  kind: z.literal('spread').default('spread').meta({ title: 'Kind', description: 'Bid and ask far apart.' }),
  ...sharedKeys({ scope: MARKET, action: 'blockEntries', rearm: ['level', 'duration', 'byHand'], rearmMinutes: 5 }),
  limitFraction: fraction(0.015, 'Limit', 'Ask less bid as a share of the middle.'),
  sustainSeconds: sustain(5, 'Seconds', 'How long the spread must stay that wide before it trips.'),
})

const StaleData = z.strictObject({
  kind: z.literal('staleData').default('staleData').meta({ title: 'Kind', description: 'Prices that do not come.' }),
  ...sharedKeys({ scope: MARKET, action: 'blockEntries', rearm: ['level', 'duration', 'byHand'], rearmMinutes: 5 }),
  limitSeconds: sustain(30, 'Limit', 'Seconds of session time that the price of an instrument may be stale.'),
})

/** One guard, by its kind. */
export const GuardConfig = z.discriminatedUnion('kind', [
  DailyLoss,
  WeeklyLoss,
  Drawdown,
  LosingStreak,
  Cooldown,
  StopLosses,
  LowProfit,
  Volatility,
  Spread,
  StaleData,
])
export type GuardConfig = z.infer<typeof GuardConfig>
export type GuardKind = GuardConfig['kind']

/** Guards by name. Those named here are on unless they are switched off; others are added under names of their own. */
export const GuardsConfig = z
  .object({
    dailyLoss: DailyLoss.prefault({}),
    weeklyLoss: WeeklyLoss.prefault({}),
    drawdown: Drawdown.prefault({}),
    losingStreak: LosingStreak.prefault({}),
    stopLosses: StopLosses.prefault({}),
    volatility: Volatility.prefault({}),
    spread: Spread.prefault({}),
    staleData: StaleData.prefault({}),
  })
  .catchall(GuardConfig)
export type GuardsConfig = Readonly<Record<string, GuardConfig>>
