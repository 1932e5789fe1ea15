import type { z } from 'zod'
import type { ConfigFault } from '../../src-contract/index.ts'
import { valueAt } from './json-tree.ts'

type Issue = z.core.$ZodIssue

const MAX_SHOWN = 80

/** What zod found, as sentences that say what is allowed and what was given. Unknown keys are left to the schema tree. */
export function faultsOf(error: z.ZodError, input: unknown): ConfigFault[] {
  return error.issues
    .filter((issue) => issue.code !== 'unrecognized_keys')
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: messageOf(issue, valueAt(input, issue.path)) }))
}

function messageOf(issue: Issue, value: unknown): string {
  if (issue.code === 'custom') return issue.message
  const rule = isOwnWording(issue) ? issue.message : ruleOf(issue)
  return value === undefined ? `is missing; it ${rule}` : `${rule}, got ${shown(value)}`
}

/** A message that the schema's author wrote says more than any general one. */
function isOwnWording(issue: Issue): boolean {
  return !/^(?:Invalid|Too small|Too big|Unrecognized)\b/.test(issue.message)
}

function ruleOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_NAMES[issue.expected] ?? `of type ${issue.expected}`}`
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(shown).join(', ')}`
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}${lengthUnit(issue.origin)}`
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}${lengthUnit(issue.origin)}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_format':
      return issue.pattern === undefined ? `must be a valid ${issue.format}` : `must match ${issue.pattern}`
    default:
      return `is not allowed (${issue.message})`
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'an object of keys',
  record: 'an object of keys',
  array: 'a list',
}

function lengthUnit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' items long' : ''
}

function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}
