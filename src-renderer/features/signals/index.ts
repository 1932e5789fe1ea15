export { GapMark } from './gap-mark.tsx'
export { actionTone, OutcomeBadge } from './outcome-badge.tsx'
export { SignalStory, type SignalStoryProps } from './signal-story.tsx'
export { SignalsPanel } from './signals-panel.tsx'
