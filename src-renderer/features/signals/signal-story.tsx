import { ChartCandlestick } from 'lucide-react'
import type { InstrumentView, SignalView } from '../../../src-contract/index.ts'
import { useAccount, useFills, useInstruments, useOrders, useStrategies } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { Button, Drawer, EnvironmentBadge, formatDayAndClock, Note, zoneName } from '../../ui/index.ts'
import './signals.css'
import { StoryCourse } from './story-course.tsx'
import { StoryDenial } from './story-denial.tsx'
import { StoryFacts } from './story-facts.tsx'
import { StoryOrders } from './story-orders.tsx'
import { StoryReasons } from './story-reasons.tsx'
import { tradeStory } from './trade-story.ts'

export interface SignalStoryProps {
  /** Undefined while the drawer is closed. */
  readonly signal: SignalView | undefined
  readonly onClose: () => void
}

/** The whole story of one signal, in a drawer: why it was decided, and what became of it. */
export function SignalStory({ signal, onClose }: SignalStoryProps) {
  return signal === undefined ? null : <StoryDrawer signal={signal} onClose={onClose} />
}

interface StoryDrawerProps extends SignalStoryProps {
  readonly signal: SignalView
}

const TITLES = { submitted: 'story.title', denied: 'story.titleDenied', ignored: 'story.titleIgnored' } as const

function StoryDrawer({ signal, onClose }: StoryDrawerProps) {
  const t = useWords('signals')
  const instrument = useInstruments().byId.get(signal.instrumentId)
  const environment = useAccount((account) => account.environment)
  const { select } = useLinkedInstrument()
  const subtitle = useSubtitle(signal, instrument)
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(TITLES[signal.outcome])}
      subtitle={subtitle}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} />}
      actions={
        <Button onClick={() => select(signal.instrumentId)}>
          <ChartCandlestick size={14} aria-hidden="true" />
          {t('story.showChart')}
        </Button>
      }
    >
      <Story signal={signal} instrument={instrument} />
    </Drawer>
  )
}

function useSubtitle(signal: SignalView, instrument: InstrumentView | undefined): string {
  const t = useWords('signals')
  const strategy = useStrategies().byId.get(signal.strategyId)?.name ?? signal.strategyId
  return t('story.about', {
    action: t(`actions.${signal.action}`),
    symbol: instrument?.symbol ?? signal.instrumentId,
    time: formatDayAndClock(signal.timeMs),
    zone: zoneName(),
    strategy,
  })
}

interface StoryProps {
  readonly signal: SignalView
  readonly instrument: InstrumentView | undefined
}

function Story({ signal, instrument }: StoryProps) {
  const t = useWords('signals')
  const orders = useOrders().list
  const fills = useFills().list
  const story = tradeStory(signal, { orders, fills })
  return (
    <div className="story">
      <StoryFacts signal={signal} instrument={instrument} />
      {signal.gap && (
        <Note kind="warn" title={t('gap')}>
          {t('gapText')}
        </Note>
      )}
      <StoryCourse signal={signal} story={story} instrument={instrument} />
      <StoryReasons reasons={signal.reasons} />
      {signal.denial !== null && <StoryDenial denial={signal.denial} instrument={instrument} />}
      {story.orders.length > 0 && <StoryOrders story={story} instrument={instrument} />}
    </div>
  )
}
