import type { ComponentView } from '../../../src-contract/index.ts'
import { useComponents, useConnection } from '../../client/index.ts'
import {
  formatAge,
  NOT_APPLICABLE,
  SkeletonRows,
  StateShape,
  Table,
  type TableColumn,
  useNowMs,
} from '../../ui/index.ts'
import { HeadActions } from '../../panels/index.ts'
import './components.css'
import { groupByPhase, type PhaseGroup, shapeOfState } from './phases.ts'

const COLUMNS: readonly TableColumn[] = [
  { key: 'name', label: 'Component' },
  { key: 'state', label: 'State' },
  { key: 'since', label: 'For', number: true },
  { key: 'restarts', label: 'Restarts', number: true },
  { key: 'dependsOn', label: 'Needs' },
  { key: 'reason', label: 'Reason', grow: true },
]

const AGE_REFRESH_MS = 1_000

/** The parts of the engine in the order in which they start. */
export function ComponentsTable() {
  const { loaded, list } = useComponents()
  const connected = useConnection().kind === 'connected'
  const nowMs = useNowMs(AGE_REFRESH_MS)
  const running = list.filter((component) => component.state === 'running').length
  return (
    <>
      <Table label="Components" columns={COLUMNS}>
        {loaded ? (
          groupByPhase(list).map((group) => (
            <PhaseRows key={group.phase} group={group} known={connected} nowMs={nowMs} />
          ))
        ) : (
          <SkeletonRows columns={COLUMNS} />
        )}
      </Table>
      <HeadActions>{loaded && `${running} of ${list.length} running`}</HeadActions>
    </>
  )
}

interface Seen {
  /** False without a connection: what is shown is old. */
  readonly known: boolean
  readonly nowMs: number
}

function PhaseRows({ group, ...seen }: Seen & { readonly group: PhaseGroup }) {
  return (
    <>
      <tr className="group">
        <th scope="rowgroup" colSpan={COLUMNS.length}>
          {group.name} · {group.running} of {group.components.length} running
        </th>
      </tr>
      {group.components.map((component) => (
        <ComponentRow key={component.name} component={component} {...seen} />
      ))}
    </>
  )
}

function ComponentRow({ component, known, nowMs }: Seen & { readonly component: ComponentView }) {
  const { name, critical, state, sinceMs, restarts, dependsOn, reason } = component
  const shape = known ? shapeOfState(state) : 'unknown'
  return (
    <tr>
      <th scope="row">
        {name}
        {critical && <span className="component-critical">critical</span>}
      </th>
      <td>
        <span className="component-state">
          <StateShape shape={shape} />
          {state}
        </span>
      </td>
      <td className="number">{formatAge(nowMs - sinceMs)}</td>
      <td className="number">{restarts}</td>
      <td className="quiet">{dependsOn.length === 0 ? NOT_APPLICABLE : dependsOn.join(', ')}</td>
      <td className="wrap" title={reason ?? undefined}>
        {reason ?? <span className="quiet">{NOT_APPLICABLE}</span>}
      </td>
    </tr>
  )
}
