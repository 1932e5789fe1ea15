import { describe, expect, it, vi } from 'vitest'
import { type TextPlace, writeText } from './write-text.ts'

/** An element that counts what it is given. */
function place(node: { nodeType: number; nodeValue: string; nextSibling: null } | null) {
  const replaced = vi.fn<(text: string | null) => void>()
  const written = vi.fn<(text: string | null) => void>()
  const firstChild = node && {
    ...node,
    get nodeValue() {
      return node.nodeValue
    },
    set nodeValue(text: string) {
      node.nodeValue = text
      written(text)
    },
  }
  const element: TextPlace = {
    firstChild,
    get textContent() {
      return node?.nodeValue ?? ''
    },
    set textContent(text: string | null) {
      replaced(text)
    },
  }
  return { element, replaced, written }
}

describe('text of an element', () => {
  it('is written into the text that is there', () => {
    const { element, replaced, written } = place({ nodeType: 3, nodeValue: '1.0', nextSibling: null })
    writeText(element, '1.1')
    expect(written.mock.calls).toEqual([['1.1']])
    expect(replaced).not.toHaveBeenCalled()
  })

  it('is left alone when it is the same', () => {
    const { element, replaced, written } = place({ nodeType: 3, nodeValue: '1.0', nextSibling: null })
    writeText(element, '1.0')
    expect([written.mock.calls, replaced.mock.calls]).toEqual([[], []])
  })

  it('takes the place of whatever else is there', () => {
    const empty = place(null)
    writeText(empty.element, '1.0')
    expect(empty.replaced.mock.calls).toEqual([['1.0']])
    const other = place({ nodeType: 1, nodeValue: 'x', nextSibling: null })
    writeText(other.element, '1.0')
    expect(other.replaced.mock.calls).toEqual([['1.0']])
  })
})
