import type { z } from 'zod'

/** A fault as zod reports it. */
export type SchemaIssue = z.core.$ZodIssue

const MAX_SHOWN = 80

/** What a schema found at a value, as half a sentence that says what is allowed and what was given. */
export function issueText(issue: SchemaIssue, value: unknown): string {
  if (issue.code === 'custom') return withValue(issue.message, value)
  const rule = isOwnWording(issue) ? issue.message : ruleOf(issue)
  return value === undefined ? `is missing; it ${rule}` : `${rule}, got ${shown(value)}`
}

/** The value beside a rule of the schema's own, where that does not name it already. */
function withValue(message: string, value: unknown): string {
  const isRule = message.startsWith('must ') && !message.includes('got ')
  return isRule && value !== undefined && typeof value !== 'object' ? `${message}, got ${shown(value)}` : message
}

/** A message that the schema's author wrote says more than any general one. */
function isOwnWording(issue: SchemaIssue): boolean {
  return !/^(?:Invalid|Too small|Too big|Unrecognized)\b/.test(issue.message)
}

function ruleOf(issue: SchemaIssue): string {
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
    case 'invalid_union':
      return 'options' in issue
        ? `must be one of ${issue.options.map(shown).join(', ')}`
        : 'is none of the allowed forms'
    case 'unrecognized_keys':
      return `must not have ${issue.keys.map(shown).join(', ')}`
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
