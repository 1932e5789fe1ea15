import type { PreviewView } from '../../../src-contract/index.ts'
import type { Ticket } from './use-ticket.ts'

/**
 * What the risk check says of the order, or of both of a pair: once where it is the same. Undefined while neither is known.
 * @param textOf Null where the answer has no such figure.
 */
export function eachText(
  { preview, otherPreview }: Pick<Ticket, 'preview' | 'otherPreview'>,
  textOf: (answer: PreviewView) => string | null,
): string | undefined {
  const texts = [preview, otherPreview].flatMap((state) => (state?.kind === 'answered' ? textOf(state.preview) : null))
  const known = new Set(texts.filter((text) => text !== null))
  return known.size === 0 ? undefined : [...known].join(' · ')
}
