import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import type { LogItem } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, VirtualList } from '../../ui/index.ts'
import { LogLine } from './log-line.tsx'
import { moveAmongLines } from './move-among-lines.ts'
import type { LogView } from './use-log-view.ts'
import { type DayItem, withDays } from './with-days.ts'

/** At the upper end, while the engine has more. */
interface OlderItem {
  readonly kind: 'older'
  readonly id: 'older'
}
const OLDER: OlderItem = { kind: 'older', id: 'older' }

/** Height of a line that is not open. */
const LINE_PX = 18

/** The lines themselves; those in sight are drawn, and one can be opened for its fields. */
export function LogList({ view }: { readonly view: LogView }) {
  const t = useWords('log')
  const { shown, state, follow, setFollow, older } = view
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(
    () => [...(state.complete ? [] : [OLDER]), ...withDays(shown.items)],
    [state.complete, shown.items],
  )
  const toggle = (id: string): void => {
    setFollow(false)
    setOpen((before) => toggled(before, id))
  }
  const handleKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!moveAmongLines(event)) return
    event.preventDefault()
    setFollow(false)
  }
  return (
    <div
      className="log-list"
      role="presentation"
      onKeyDown={handleKey}
      onClick={(event) => {
        const id = lineUnder(event)
        if (id !== undefined) toggle(id)
      }}
    >
      <VirtualList<LogItem | DayItem | OlderItem>
        label={t('lines')}
        items={items}
        itemId={({ id }) => id}
        itemPx={LINE_PX}
        follow={follow}
        onFollowChange={setFollow}
        render={(item) => {
          if (item.kind === 'line') return <LogLine id={item.id} line={item.line} isOpen={open.has(item.id)} />
          if (item.kind === 'day') return <p className="log-day">{item.day}</p>
          if (item.kind === 'skipped') return <p className="log-skipped">{t('skipped', { count: item.count })}</p>
          return (
            <div className="log-older">
              <Button size="row" disabled={older.busy} onClick={older.load}>
                {t(older.busy ? 'loadingOlder' : 'older')}
              </Button>
            </div>
          )
        }}
      />
    </div>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((each) => each !== id)
  return new Set(ids.has(id) ? others : [...others, id])
}

/** The line that was clicked; none where the click ended a selection of text, or was meant for a button in the details. */
function lineUnder({ target }: MouseEvent): string | undefined {
  if (!(target instanceof Element) || document.getSelection()?.isCollapsed === false) return undefined
  return target.closest<HTMLElement>('[data-log-line]')?.dataset['logLine']
}
