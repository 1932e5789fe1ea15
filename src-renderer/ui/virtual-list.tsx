import { type ReactNode, type RefObject, type UIEvent, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { useVirtual } from './use-virtual.ts'
import './virtual-list.css'

export interface VirtualListProps<Item> {
  /** What the list shows; read out, not shown. */
  readonly label: string
  readonly items: readonly Item[]
  readonly itemId: (item: Item) => string | number
  readonly render: (item: Item, index: number) => ReactNode
  /** Height of most items in pixels; each is measured once it is drawn. */
  readonly itemPx: number
  /** Stays at the end while items are added. */
  readonly follow?: boolean
  /** The user has left the end (false) or come back to it (true). */
  readonly onFollowChange?: (follow: boolean) => void
  readonly className?: string
}

/** Rounding of zoomed pages: closer than this is at the end. */
const END_PX = 4

/** A long list of which only what is in sight is in the page; it can follow its end. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, itemId, render, itemPx, follow = false, className } = props
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtual({
    frame,
    count: items.length,
    itemPx,
    keyAt: (index) => keyAt(items, index, itemId),
  })
  const handleScroll = useFollowing(props)
  useLayoutEffect(() => {
    if (follow && items.length > 0) virtualizer.scrollToIndex(items.length - 1, { align: 'end' })
  }, [follow, items, virtualizer])
  useEndInSight(frame, follow)
  const drawn = virtualizer.getVirtualItems()
  return (
    // A region that scrolls must be reachable by the Tab key, or it cannot be scrolled without a pointer.
    <div
      ref={frame}
      className={classNames('virtual-list', className)}
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={handleScroll}
    >
      <div role="list" className="virtual-list-room" style={{ height: virtualizer.getTotalSize() }}>
        <div className="virtual-list-drawn" style={{ transform: `translateY(${drawn[0]?.start ?? 0}px)` }}>
          {drawn.map(({ key, index }) => {
            const item = items[index]
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                {item === undefined ? null : render(item, index)}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function keyAt<Item>(items: readonly Item[], index: number, itemId: (item: Item) => string | number): string | number {
  const item = items[index]
  return item === undefined ? index : itemId(item)
}

/** A list that follows its end still shows it after its panel has become lower. */
function useEndInSight(frame: RefObject<HTMLDivElement | null>, follow: boolean): void {
  useLayoutEffect(() => {
    const list = frame.current
    if (!follow || list === null) return undefined
    const watch = new ResizeObserver(() => {
      list.scrollTop = list.scrollHeight
    })
    watch.observe(list)
    return () => watch.disconnect()
  }, [frame, follow])
}

/** Only a movement upwards leaves the end: the list itself grows and shrinks all the time. */
function useFollowing<Item>({ follow = false, onFollowChange }: VirtualListProps<Item>) {
  const lastTop = useRef(0)
  return ({ currentTarget: list }: UIEvent<HTMLDivElement>): void => {
    const movedUp = list.scrollTop < lastTop.current
    lastTop.current = list.scrollTop
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < END_PX
    if (follow && movedUp && !atEnd) onFollowChange?.(false)
    if (!follow && !movedUp && atEnd) onFollowChange?.(true)
  }
}
