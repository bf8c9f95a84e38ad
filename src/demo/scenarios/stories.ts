/** The ten stories that a demo must replay: for each step what is expected. Numbers marked sample are ours. */
export const stories = {
  S1: [
    'Monthly orders stop; when two months are over without an order, not in the third month, one level 1 case opens and the order frequency changes colour',
    'The case has the limit of the plan (one working day) and brings its context: what was bought, said and promised',
    'The contact is logged with the reason; without one by the limit the case goes one level up',
    'An order returns; the warning is recovered and its cause kept',
  ],
  S2: [
    'The range falls from all categories to basic panels while logistics complaints rise: one level 2 case with two signals',
    'Sales, after-sales and technical staff diagnose: cash pressure and slow logistics',
    'A retention plan of a longer credit term and a dedicated truck is approved',
    'The full range returns, the yearly amount grows by 25 %, and the outcome enters the case library',
  ],
  S3: [
    'A complaint about a batch becomes a major crisis: team in 2 h, first solution in 4 h, closed with a call-back in 24 h',
    'Director on site and batch sealed in 1 h, test report in 2 h, stock check lists the affected orders in 3 h',
    'The customer is told at each stage; refund, triple compensation and replacement are approved',
    'Repair plan done, review archived; a late step is recorded as a breach',
  ],
  S4: [
    'A logistics delay stops a strategic customer: level 3 at once, led by an executive',
    'The 72 h visit and the golden 24 h run together, the stricter is shown',
    'The general manager is on site; loss borne, next batch free, invitation to production supervision',
    'The customer stays; an order of 5 million is linked to the crisis',
  ],
  S5: [
    'On day 89 after the last purchase nothing, on day 90 the member is dormant',
    'Coupon and personal list are sent, a call task is made; consent and frequency cap are checked',
    'A former high-value member past three months joins the recall campaign without double messages',
    'Of 50 dormant members 11 buy: a wake rate of 22 %, computed from the data',
  ],
  S6: [
    'A referral is tracked to the first order of 500,000',
    'Points, cash or gift by rule after the purchase; the yearly step is recalculated',
    'Sales gets 5 %, the product team 3 % of the growth',
    'The period of the KPI run freezes',
  ],
  S7: [
    'Purchases fall by 10 %; the tiers propose a downgrade',
    'The score card says 73.5 of 60, 70 and 95',
    'The director overrides with a reason',
    'Purchases recover and the override is reviewed',
  ],
  S8: [
    'Three items get the limits of 1 h, 24 h and 3 working days',
    'A rating of 30 with the reason "slow logistics" becomes an action with its theme',
    'The improvement is checked against the frozen baseline',
    'Three months later the rating is 85 and the customer is told',
  ],
  S9: [
    'All work of the absent manager moves to the deputy, nothing is overdue',
    'An uncertified deputy is refused for a strategic customer',
    'The trainee makes three plans and is passed or failed',
    'A warning during the handover reaches the deputy',
  ],
  S10: [
    'A question at 02:00 is answered from the knowledge base; the measured share is shown',
    'An angry message reaches a person with its history',
    'An urgent order is produced within 48 h, all nodes visible',
    'The report by tag, the price radar and the small-batch package are there',
    'Every access is audited; a second customer sees nothing',
  ],
} as const;

export type Story = keyof typeof stories;

export function isStory(word: string): word is Story {
  return word in stories;
}
