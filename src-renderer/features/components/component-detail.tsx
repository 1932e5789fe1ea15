import { ScrollText } from 'lucide-react'
import type { ComponentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { openPanel } from '../../panels/index.ts'
import { Button, formatDayAndClock, NOT_APPLICABLE, zoneName } from '../../ui/index.ts'
import { useChosenComponent } from './chosen-component.ts'
import { neededBy } from './restart-effect.ts'

export interface ComponentDetailProps {
  readonly component: ComponentView
  readonly components: readonly ComponentView[]
}

/** All that is known of a component, under its line. */
export function ComponentDetail({ component, components }: ComponentDetailProps) {
  const t = useWords('components')
  const { name, reason, critical, sinceMs, restarts, dependsOn } = component
  return (
    <div className="component-detail">
      {reason !== null && <p className="component-reason">{reason}</p>}
      <dl className="component-facts">
        <dt>{t('detail.since')}</dt>
        <dd>{`${formatDayAndClock(sinceMs)} ${zoneName()}`}</dd>
        <dt>{t('detail.restarts')}</dt>
        <dd>{restarts}</dd>
        <dt>{t('detail.needs')}</dt>
        <dd>
          <Names names={dependsOn} />
        </dd>
        <dt>{t('detail.neededBy')}</dt>
        <dd>
          <Names names={neededBy(name, components)} />
        </dd>
        <dt>{t('detail.fault')}</dt>
        <dd>{t(critical ? 'detail.faultHalts' : 'detail.faultDegrades')}</dd>
      </dl>
      <Button size="small" onClick={() => openPanel('log', { component: name })}>
        <ScrollText size={12} aria-hidden="true" />
        {t('detail.log')}
      </Button>
    </div>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  const choose = useChosenComponent((chosen) => chosen.choose)
  if (names.length === 0) return NOT_APPLICABLE
  return (
    <span className="component-names">
      {names.map((name) => (
        <button key={name} type="button" className="component-link" onClick={() => choose(name)}>
          {name}
        </button>
      ))}
    </span>
  )
}
