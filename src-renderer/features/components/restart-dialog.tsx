import { Fragment } from 'react'
import type { ComponentView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog } from '../../ui/index.ts'
import type { ComponentWords } from './component-words.ts'
import { type RestartEffect, restartEffect } from './restart-effect.ts'
import type { Restart } from './use-restart.ts'

export interface RestartDialogProps {
  readonly restart: Restart
  readonly components: readonly ComponentView[]
}

/** Names what stops with the component and what that means for trading, before anything does. */
export function RestartDialog({ restart, components }: RestartDialogProps) {
  const t = useWords('components')
  const connected = useConnection().kind === 'connected'
  const { asked = '', forget, confirm } = restart
  const effect = restartEffect(asked, components)
  return (
    <ConfirmDialog
      open={restart.asked !== undefined}
      onOpenChange={(open) => !open && forget()}
      title={t('ask.title', { name: asked })}
      confirmLabel={t('ask.confirm')}
      confirmTone={effect.holdsEntries ? 'danger' : 'primary'}
      blocked={connected ? undefined : t('ask.noConnection')}
      onConfirm={async () => confirm()}
    >
      <p>{t('ask.text')}</p>
      <dl className="component-facts component-effect">
        {factsOf(effect, t).map(({ label, value }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </ConfirmDialog>
  )
}

interface Fact {
  readonly label: string
  readonly value: string
}

function factsOf({ alsoRestarted, holdsEntries, cutsConnection }: RestartEffect, t: ComponentWords): readonly Fact[] {
  const facts: Fact[] = [
    { label: t('ask.also'), value: alsoRestarted.length === 0 ? t('ask.alone') : alsoRestarted.join(', ') },
    { label: t('ask.trading'), value: t(holdsEntries ? 'ask.entriesHeld' : 'ask.tradingGoesOn') },
  ]
  if (cutsConnection) facts.push({ label: t('ask.window'), value: t('ask.reconnects') })
  return facts
}
