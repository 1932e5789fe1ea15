import { ChevronDown, Pause, Play } from 'lucide-react'
import { useMemo } from 'react'
import { LOG_LEVELS } from '../../../src-contract/index.ts'
import { useComponents } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Menu, SearchField, Segmented } from '../../ui/index.ts'
import type { LogView } from './use-log-view.ts'

/** What is looked for, and whether the list moves. */
export function LogTools({ view }: { readonly view: LogView }) {
  const t = useWords('log')
  const { params, setParams } = view
  return (
    <div className="log-tools" role="toolbar" aria-label={t('tools')}>
      <SearchField
        className="log-search"
        label={t('filter')}
        placeholder={t('filterHint')}
        value={params.query}
        onValueChange={(query) => setParams({ query })}
      />
      <ComponentChoice view={view} />
      <Segmented
        label={t('level')}
        small
        value={params.level}
        options={LOG_LEVELS.map((value) => ({ value, label: value }))}
        onValueChange={(level) => {
          setParams({ level })
          view.setFollow(true)
        }}
      />
      <FollowButton view={view} />
    </div>
  )
}

/** Components that are known, and those that have written. */
function ComponentChoice({ view: { params, setParams, state } }: { readonly view: LogView }) {
  const t = useWords('log')
  const { list } = useComponents()
  const names = useMemo(() => {
    const known = list.map(({ name }) => name)
    const written = state.items.flatMap((item) => (item.kind === 'line' ? (item.line.component ?? []) : []))
    return [...new Set([...known, ...written, params.component])].filter((name) => name !== '').toSorted()
  }, [list, state.items, params.component])
  return (
    <Menu
      label={t('component')}
      trigger={
        <Button aria-label={t('componentIs', { component: params.component || t('allComponents') })}>
          <span className="log-component-choice">{params.component || t('allComponents')}</span>
          <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
      entries={[
        {
          kind: 'choice',
          id: 'component',
          label: t('component'),
          value: params.component,
          options: [{ value: '', label: t('allComponents') }, ...names.map((name) => ({ value: name, label: name }))],
          onValueChange: (component) => setParams({ component }),
        },
      ]}
    />
  )
}

function FollowButton({ view: { follow, setFollow, shown } }: { readonly view: LogView }) {
  const t = useWords('log')
  const Icon = follow ? Pause : Play
  return (
    <Button className="log-follow" aria-pressed={follow} onClick={() => setFollow(!follow)}>
      <Icon size={12} aria-hidden="true" />
      {follow ? t('following') : t('stopped', { count: shown.waiting })}
    </Button>
  )
}
