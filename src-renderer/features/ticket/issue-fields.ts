import { z } from 'zod'
import type { CallFault } from '../../client/index.ts'
import type { TicketField } from './field-reading.ts'

const Issues = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) })

const FIELDS: Readonly<Record<string, TicketField>> = {
  limitPrice: 'price',
  triggerPrice: 'trigger',
  trailing: 'trail',
  size: 'size',
  stopLossPrice: 'stop',
  takeProfitPrice: 'target',
  'exitPlan.targets': 'parts',
  'exitPlan.trailing': 'exitTrail',
  'exitPlan.breakEven': 'breakEven',
  expireAtMs: 'expire',
  timeInForce: 'time',
  postOnly: 'time',
}

/** Those of the other order of a pair that has fields of its own. */
const OTHER_FIELDS: Readonly<Record<string, TicketField>> = { limitPrice: 'otherPrice', triggerPrice: 'otherTrigger' }

/** What the engine has against a field, where it could not take what was sent at all; undefined where it is none of it. */
export function issueAt({ data }: Pick<CallFault, 'data'>, field: TicketField): string | undefined {
  const { data: known } = Issues.safeParse(data)
  return known?.issues.find(({ path }) => fieldOf(path) === field)?.message
}

function fieldOf(path: string): TicketField | undefined {
  const isOther = path.startsWith('drafts.1.')
  const name = path.replace(/^(draft|drafts\.\d)\./, '')
  return (isOther ? OTHER_FIELDS[name] : undefined) ?? FIELDS[name]
}
