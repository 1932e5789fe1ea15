import { useEffect, useRef } from 'react'
import { subscribeFormatSettings } from './format-settings.ts'
import { LiveCell } from './live-cell.ts'

/** A source of values that change too often to render for each: `LiveMap` of the client has this shape. */
export interface LiveValues<Value> {
  get(key: string): Value | undefined
  subscribe(key: string, listener: (value: Value) => void): () => void
}

export interface LiveTextProps<Value> {
  readonly values: LiveValues<Value>
  readonly id: string
  readonly format: (value: Value) => string
  /** Class by value, for example `up` or `down` by sign. */
  readonly tone?: (value: Value) => string
  /** Number whose rise or fall colours the text for 300 ms. */
  readonly flash?: (value: Value) => number
  /** Shown before the first value. */
  readonly placeholder?: string
}

/** Text of a live value, written straight into the page. A screen reader is not told of each change. */
export function LiveText<Value>({ values, id, placeholder = '?', ...style }: LiveTextProps<Value>) {
  const element = useRef<HTMLSpanElement>(null)
  const latestStyle = useRef(style)
  const latestCell = useRef<LiveCell<Value>>(undefined)
  useEffect(() => {
    latestStyle.current = style
    latestCell.current?.refresh()
  })
  useEffect(() => {
    const span = element.current
    if (span === null) return undefined
    const cell = new LiveCell<Value>(span, () => latestStyle.current)
    latestCell.current = cell
    span.textContent = placeholder
    const first = values.get(id)
    if (first !== undefined) cell.show(first)
    const endValues = values.subscribe(id, (value) => cell.show(value))
    const endFormats = subscribeFormatSettings(() => cell.refresh())
    return () => {
      endValues()
      endFormats()
      cell.dispose()
    }
  }, [values, id, placeholder])
  return <span ref={element} />
}
