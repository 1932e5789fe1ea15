import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { rowControls, takesArrows } from './row-controls.ts'
import { rowAfterKey, type TableLine } from './table-lines.ts'

type RowLine<Row> = Extract<TableLine<Row>, { kind: 'row' }>

export interface RowKeysOptions<Row> {
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly lines: readonly TableLine<Row>[]
  /** Sees to it that a line is drawn. */
  readonly scrollTo: (index: number) => void
  readonly onEnter: (line: RowLine<Row>) => void
  readonly onSpace: (line: RowLine<Row>) => void
  readonly onToggle: (id: string, collapsed: boolean) => void
}

const PAGE_ROWS = 10

/** Which row the Tab key reaches, and what keys do in the rows of a table. */
export function useRowKeys<Row>(options: RowKeysOptions<Row>) {
  const { body, lines, scrollTo } = options
  const [active, setActive] = useState<{ readonly id: string; readonly index: number }>()
  const focusWanted = useRef(false)
  const hadFocus = useRef(false)
  const activeIndex = placeOf(lines, active)

  useLayoutEffect(() => {
    // A row that goes takes the focus with it; the one in its place gets it.
    const lost = hadFocus.current && document.activeElement === document.body
    if (!focusWanted.current && !lost) return
    const row = body.current?.querySelector<HTMLElement>(`tr[data-index="${activeIndex}"]`)
    if (row === null || row === undefined) return
    focusWanted.current = false
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  })

  const moveTo = (index: number): void => {
    const line = lines[index]
    if (line === undefined) return
    focusWanted.current = true
    setActive({ id: line.id, index })
    scrollTo(index)
  }
  const handleFocus = (event: FocusEvent): void => {
    hadFocus.current = true
    const index = indexOfRow(event.target)
    const line = index === undefined ? undefined : lines[index]
    if (index !== undefined && line?.kind === 'row') setActive({ id: line.id, index })
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    const index = indexOfRow(event.target)
    const line = index === undefined ? undefined : lines[index]
    if (index === undefined || line?.kind !== 'row' || isForControl(event)) return
    const next = rowAfterKey(lines, index, { key: event.key, pageRows: PAGE_ROWS })
    if (next !== undefined) moveTo(next)
    else if (!actOnRow(event, line, options)) return
    event.preventDefault()
  }
  const handleBlur = (): void => {
    hadFocus.current = false
  }
  return {
    activeIndex,
    activeId: active?.id,
    handlers: { onFocus: handleFocus, onBlur: handleBlur, onKeyDown: handleKeyDown },
  }
}

function placeOf(
  lines: readonly TableLine<unknown>[],
  active: { readonly id: string; readonly index: number } | undefined,
): number {
  const index = active === undefined ? -1 : lines.findIndex(({ id }) => id === active.id)
  if (index !== -1) return index
  const wanted = Math.min(active?.index ?? 0, lines.length - 1)
  return lines[wanted]?.kind === 'row' ? wanted : (rowAfterKey(lines, wanted, { key: 'ArrowDown', pageRows: 1 }) ?? 0)
}

function indexOfRow(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null
  const index = row?.dataset['index']
  return index === undefined ? undefined : Number(index)
}

const isForControl = ({ target, key }: KeyboardEvent): boolean =>
  target instanceof Element &&
  !target.matches('tr') &&
  (takesArrows(target) || key === 'Enter' || key === ' ' || key === 'Home' || key === 'End')

/** @returns False for a key that means nothing here. */
function actOnRow<Row>(event: KeyboardEvent, line: RowLine<Row>, options: RowKeysOptions<Row>): boolean {
  switch (event.key) {
    case 'Enter':
      options.onEnter(line)
      return true
    case ' ':
      options.onSpace(line)
      return true
    case 'ArrowRight':
      if (line.expanded === false) options.onToggle(line.id, false)
      else moveToControl(event, 1)
      return true
    case 'ArrowLeft':
      if (line.expanded === true && isRow(event.target)) options.onToggle(line.id, true)
      else moveToControl(event, -1)
      return true
    case 'Escape':
      return leaveControl(event)
    default:
      return false
  }
}

const isRow = (target: EventTarget): boolean => target instanceof Element && target.matches('tr')

/** From the row into its buttons, among them, and back to the row. */
function moveToControl({ target }: KeyboardEvent, step: 1 | -1): void {
  if (!(target instanceof HTMLElement)) return
  const row = target.closest<HTMLElement>('tr')
  const stops = row === null ? [] : [row, ...rowControls(row)]
  stops[stops.indexOf(target) + step]?.focus()
}

function leaveControl({ target }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || isRow(target)) return false
  target.closest<HTMLElement>('tr')?.focus()
  return true
}
