import { z } from 'zod'
import { type SessionHours, type SessionName, SESSIONS, sessionTest, TIME_OF_DAY } from './session-hours.ts'
import { causalColumn, defineStudy } from './study.ts'

const CUSTOM = 'Custom'
const NAMES = Object.keys(SESSIONS) as SessionName[]

const timeParameter = (title: string) =>
  z
    .string()
    .refine((text) => text === '' || TIME_OF_DAY.test(text), 'must be a time of day such as "07:30"')
    .default('')
    .meta({
      title,
      description: `Time of day in UTC, as in "07:30"; for the session "${CUSTOM}" only, which needs it.`,
    })

const parameters = z
  .strictObject({
    session: z
      .enum([...NAMES, CUSTOM])
      .default('London')
      .meta({
        title: 'Session',
        description: `Trading session or kill zone, in UTC without daylight saving time; "${CUSTOM}" goes from start to end.`,
      }),
    start: timeParameter('Start'),
    end: timeParameter('End'),
  })
  .superRefine(({ session, start, end }, context) => {
    if (session !== CUSTOM) return
    const missing = Object.entries({ start, end }).filter(([, time]) => time === '')
    for (const [name] of missing) {
      context.addIssue({ code: 'custom', path: [name], message: 'must be a time of day such as "07:30"' })
    }
  })

const hoursOf = ({ session, start, end }: z.output<typeof parameters>): SessionHours =>
  session === CUSTOM ? { start, end } : SESSIONS[session]

/** High and low of the session so far; outside of it all three are 0. Missing bars inside of it do not start it anew. */
export const sessionStudy = defineStudy({
  id: 'smc.session',
  title: 'Session',
  description:
    'A trading session or kill zone with its high and low so far (ICT; convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [causalColumn('Active', 'flag'), causalColumn('High', 'price'), causalColumn('Low', 'price')],
  parameters,
  compute(candles, choice) {
    const isInside = sessionTest(hoursOf(choice))
    const active = new Float64Array(candles.length)
    const highs = new Float64Array(candles.length)
    const lows = new Float64Array(candles.length)
    for (const [index, { openTimeMs, high, low }] of candles.entries()) {
      if (!isInside(openTimeMs)) continue
      const continues = active[index - 1] === 1
      active[index] = 1
      highs[index] = continues ? Math.max(highs[index - 1] ?? high, high) : high
      lows[index] = continues ? Math.min(lows[index - 1] ?? low, low) : low
    }
    return [active, highs, lows]
  },
})
