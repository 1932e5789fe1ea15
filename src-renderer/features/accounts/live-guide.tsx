import { Check, Circle } from 'lucide-react'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { useConnection, useFills } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { type GuideStep, guideSteps } from './guide-steps.ts'

export interface LiveGuideProps {
  /** Undefined while they are loading. */
  readonly accounts: readonly AccountAtVenueView[] | undefined
  readonly onAdd: () => void
}

const STAGES = ['paper', 'testnet', 'live'] as const

/** The way from paper over a testnet to money, with what is done and what is open. */
export function LiveGuide({ accounts, onAdd }: LiveGuideProps) {
  const t = useWords('accounts')
  const connected = useConnection().kind === 'connected'
  const hasTraded = useFills().list.length > 0
  if (accounts === undefined) return <p className="accounts-guide quiet">{t('title')}</p>
  const steps = guideSteps({ accounts, hasTraded })
  return (
    <section className="accounts-guide" aria-label={t('guide.title')}>
      <h3>{t('guide.title')}</h3>
      <p className="quiet">{t('guide.text')}</p>
      {STAGES.map((stage) => (
        <section key={stage} className="accounts-stage" aria-label={t(`guide.steps.${stage}`)}>
          <h4>{t(`guide.steps.${stage}`)}</h4>
          <ol>
            {steps
              .filter((step) => step.stage === stage)
              .map((step) => (
                <Step key={step.id} step={step} />
              ))}
          </ol>
        </section>
      ))}
      <Button disabled={!connected} onClick={onAdd}>
        {t('add')}
      </Button>
    </section>
  )
}

/** Icon and word: no meaning by colour alone. */
function Step({ step: { id, done } }: { readonly step: GuideStep }) {
  const t = useWords('accounts')
  const Icon = done ? Check : Circle
  return (
    <li className={done ? 'accounts-step-done' : undefined}>
      <Icon size={14} aria-hidden="true" />
      <span>{t(`guide.${id}`)}</span>
      <span className="quiet">{t(done ? 'guide.done' : 'guide.open')}</span>
    </li>
  )
}
