import { Dialog } from '@base-ui/react/dialog'
import { Check, ShipWheel } from 'lucide-react'
import { type ComponentType, useState } from 'react'
import { useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, classNames, EnvironmentBadge, useFocusOrigin } from '../../ui/index.ts'
import { AccountStep } from './account-step.tsx'
import { AlreadyRunning } from './already-running.tsx'
import './first-run.css'
import { LookStep } from './look-step.tsx'
import { StartStep } from './start-step.tsx'
import type { StepProps } from './step-frame.tsx'
import { StrategyStep } from './strategy-step.tsx'
import { GuideOpener, useGuide } from './use-guide.ts'
import { WorkspaceStep } from './workspace-step.tsx'

const STEPS = ['start', 'look', 'account', 'strategy', 'workspace'] as const
type Step = (typeof STEPS)[number]

const CONTENTS: Readonly<Record<Step, ComponentType<StepProps>>> = {
  start: StartStep,
  look: LookStep,
  account: AccountStep,
  strategy: StrategyStep,
  workspace: WorkspaceStep,
}

/** The guide through the first start: over the whole window, left at any time. */
export function FirstRun() {
  const t = useWords('gate')
  const { open, close } = useGuide()
  const origin = useFocusOrigin(open)
  return (
    <>
      <GuideOpener />
      <Dialog.Root open={open} onOpenChange={(next) => !next && close()} disablePointerDismissal>
        <Dialog.Portal>
          <Dialog.Popup {...origin} className="guide" aria-label={t('guide.label')}>
            <Guide onClose={close} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  )
}

function Guide({ onClose }: { readonly onClose: () => void }) {
  const [at, setAt] = useState(0)
  const step = STEPS[at] ?? 'start'
  const StepContent = CONTENTS[step]
  const onNext = (): void => (at === STEPS.length - 1 ? onClose() : setAt(at + 1))
  const onBack = at === 0 ? undefined : (): void => setAt(at - 1)
  return (
    <>
      <GuideHead onClose={onClose} />
      <div className="guide-body">
        <StepList at={at} onChoose={setAt} />
        <div className="guide-step" key={step}>
          <StepContent onNext={onNext} onBack={onBack} />
        </div>
        <AlreadyRunning />
      </div>
    </>
  )
}

function GuideHead({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('gate')
  const environment = useStatus((status) => status.environment)
  return (
    <header className="guide-head">
      <ShipWheel size={18} aria-hidden="true" />
      <strong>Wheelhouse</strong>
      <span className="quiet">{t('guide.label')}</span>
      <span className="guide-space" />
      {environment !== undefined && <EnvironmentBadge environment={environment} big />}
      <Button tone="quiet" onClick={onClose}>
        {t('guide.skip')}
      </Button>
    </header>
  )
}

interface StepListProps {
  readonly at: number
  readonly onChoose: (at: number) => void
}

/** The steps; those that were passed can be gone back to. */
function StepList({ at, onChoose }: StepListProps) {
  const t = useWords('gate')
  return (
    <nav className="guide-steps" aria-label={t('guide.label')}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className={classNames('guide-choice', index < at && 'guide-done')}
              aria-current={index === at ? 'step' : undefined}
              disabled={index > at}
              onClick={() => onChoose(index)}
            >
              <span className="guide-number">
                {index < at ? <Check size={12} aria-hidden="true" /> : String(index + 1)}
              </span>
              <span>
                <span className="guide-name">{t(`guide.steps.${step}.name`)}</span>
                <span className="guide-hint">{t(`guide.steps.${step}.hint`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="guide-safe">{t('guide.safe')}</p>
    </nav>
  )
}
