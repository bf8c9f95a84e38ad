import './needs.css';
import type { Customer } from '../../../client/shapes.ts';
import { useMayFor } from '../../server.ts';
import { CustomerHandOvers } from '../handovers/customer-hand-overs.tsx';
import { NeedStoryPanel } from './need-story-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { PromisesPanel } from './promises-panel.tsx';
import { RecordNeed } from './record-need.tsx';

/** 需求与承诺: what they need, what we promised, whom it was handed to, and how that went. */
export function NeedsTab({ publicId, owners }: { publicId: string; owners: Customer['owners'] }) {
  const mayWrite = useMayFor('needs.write', [owners.a, owners.b]);
  return (
    <div className="needs-tab">
      {mayWrite && <RecordNeed publicId={publicId} ownerId={owners.a?.id ?? null} />}
      <PromisesPanel publicId={publicId} mayWrite={mayWrite} />
      <NeedsPanel publicId={publicId} mayWrite={mayWrite} />
      <CustomerHandOvers publicId={publicId} />
      <NeedStoryPanel publicId={publicId} />
    </div>
  );
}
