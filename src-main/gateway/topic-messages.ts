import {
  ERROR_TABLE,
  type ErrorCode,
  type Role,
  TOPIC_NAMES,
  TopicClientMessage,
  type TopicName,
  TOPICS,
} from '../../src-contract/index.ts'
import { tableError } from './errors.ts'
import { mayCall } from './guard.ts'
import { describeIssues, issuesText } from './input-issues.ts'

/** Stands for the subscription in a refusal of a message that names none. */
export const NO_SUBSCRIPTION = -1

/** The message as JSON, whatever it says; `undefined` where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The subscription that a message is about, as far as one can tell. */
export function subscriptionOf(raw: unknown): number {
  const sub = typeof raw === 'object' && raw !== null && 'sub' in raw ? raw.sub : undefined
  return Number.isInteger(sub) ? (sub as number) : NO_SUBSCRIPTION
}

/**
 * A client's message, checked.
 * @throws ORPCError `NOT_FOUND` for a topic that does not exist, `BAD_REQUEST` for everything else that is wrong.
 */
export function checkMessage(raw: unknown): TopicClientMessage {
  if (raw === undefined) throw badRequest('The message is not JSON.')
  const parsed = TopicClientMessage.safeParse(raw)
  if (parsed.success) return parsed.data
  const topic = typeof raw === 'object' && raw !== null && 'topic' in raw ? raw.topic : undefined
  if (typeof topic === 'string' && !isTopic(topic)) {
    throw tableError('NOT_FOUND', { message: `There is no topic "${topic}". There are ${TOPIC_NAMES.join(', ')}.` })
  }
  throw badRequest(issuesText(describeIssues(parsed.error.issues, raw)))
}

/**
 * Parameters of a subscription, checked.
 * @throws ORPCError `FORBIDDEN` for a role that is too low, `BAD_REQUEST` for wrong parameters.
 */
export function checkSubscription(topic: TopicName, params: unknown, role: Role): unknown {
  const need = TOPICS[topic].role
  if (!mayCall(role, need)) throw tableError('FORBIDDEN', { data: { need, have: role } })
  const parsed = TOPICS[topic].params.safeParse(params ?? {})
  if (!parsed.success) throw badRequest(issuesText(describeIssues(parsed.error.issues, params)))
  return parsed.data
}

export function badRequest(detail: string): ReturnType<typeof tableError> {
  return tableError('BAD_REQUEST', { message: `${ERROR_TABLE.BAD_REQUEST.message} ${detail}` })
}

export function refusal(sub: number, error: { code: ErrorCode; message: string }): string {
  return JSON.stringify({ t: 'refused', sub, code: error.code, message: error.message })
}

function isTopic(name: string): name is TopicName {
  return Object.hasOwn(TOPICS, name)
}
