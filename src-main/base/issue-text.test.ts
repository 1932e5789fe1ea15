import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { issueText } from './issue-text.ts'

function textOf(schema: z.ZodType, value: unknown): string {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  if (!issue) throw new Error(`${JSON.stringify(value)} was expected to be refused`)
  return issueText(issue, value)
}

describe('issueText', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 1, 'must be text, got 1'],
    [z.number(), undefined, 'is missing; it must be a number'],
    [z.enum(['buy', 'sell']), 'up', 'must be one of "buy", "sell", got "up"'],
    [z.number().min(1), 0, 'must be at least 1, got 0'],
    [z.string().min(2), '', 'must be at least 2 characters long, got ""'],
    [z.array(z.number()).max(1), [1, 2], 'must be at most 1 items long, got [1,2]'],
    [z.strictObject({}), { a: 1 }, 'must not have "a", got {"a":1}'],
    [z.string().regex(/^a$/, 'must be "a"'), 'b', 'must be "a", got "b"'],
    [z.string().refine(() => false, 'must be sensible'), 'x', 'must be sensible, got "x"'],
    [z.string().refine(() => false, 'must not be x; got "x"'), 'x', 'must not be x; got "x"'],
    [z.object({}).refine(() => false, 'must agree'), {}, 'must agree'],
    [z.union([z.number(), z.boolean()]), 'x', 'is none of the allowed forms, got "x"'],
  ])('says of a value what is allowed: %#', (schema, value, text) => {
    expect(textOf(schema, value)).toBe(text)
  })

  it('lists what a discriminator may be', () => {
    const size = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('value') }),
      z.object({ kind: z.literal('quantity') }),
    ])
    const [issue] = size.safeParse({ kind: 'x' }).error?.issues ?? []
    expect(issue && issueText(issue, 'x')).toBe('must be one of "value", "quantity", got "x"')
  })

  it('shortens a long value', () => {
    expect(textOf(z.number(), 'x'.repeat(500)).length).toBeLessThan(120)
  })
})
