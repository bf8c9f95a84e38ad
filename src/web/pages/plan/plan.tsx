import './plan.css';
import './plan-life.css';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanVersionList } from '../../../client/shapes.ts';
import { Loading } from '../../../ui/states.tsx';
import { numberOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { Workbench } from './workbench.tsx';

const VERSIONS_SHOWN = 50;

/** The plan: its parts as forms left, its text right; below, what differs and what it would mean. */
export function PlanPage() {
  const { t } = useTranslation();
  const { values } = useAddress();
  const plan = useReply('GET /api/plan');
  const versions = useReply('GET /api/plan-versions', { query: { limit: VERSIONS_SHOWN } });
  const wanted = useMemo(() => numberOf(values['version']) ?? openedOf(versions.data), [values, versions.data]);
  const opened = useReply(
    'GET /api/plan-versions/:version',
    { params: { version: wanted ?? 0 } },
    wanted !== undefined,
  );
  const failed = [plan, versions, opened].find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined)
    return (
      <Page title={t('plan.title')}>
        <ReplyFailure error={failed.error} again={failed.refetch} />
      </Page>
    );
  if (plan.data === undefined || versions.data === undefined || opened.data?.version !== wanted || !opened.data)
    return (
      <Page title={t('plan.title')}>
        <div className="panel panel-loading">
          <Loading lines={10} />
        </div>
      </Page>
    );
  return <Workbench key={opened.data.version} inForce={plan.data} versions={versions.data} opened={opened.data} />;
}

/** Without a wish: the newest version that is on its way, else the one in force. */
function openedOf(list: PlanVersionList | undefined): number | undefined {
  if (list === undefined) return undefined;
  const [newest] = list.items;
  const isOnItsWay = newest !== undefined && newest.state !== 'replaced' && newest.state !== 'in_force';
  return isOnItsWay ? newest.version : (list.inForce ?? newest?.version);
}
