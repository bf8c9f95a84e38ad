// Generated from openapi.json. Do not edit: `npm run generate` writes it anew.
export type CalendarYear = {
  year: number;
  provisional: boolean;
  announcedAt: string | null;
  days: Array<{
    day: string;
    works: boolean;
    name: string;
    source: "base" | "announced" | "company";
  }>;
  periods: Array<{
    weekday: number;
    from: number;
    to: number;
  }>;
  toAnnounce: number | null;
};
export type Member = {
  id: string;
  name: string;
  email: string;
  title: string;
  role: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
  teamId: string | null;
  language: "zh" | "en";
};
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  fields?: Array<{
    field: string;
    reason: string;
  }>;
};
export type SeasonSpan = {
  id: string;
  name: string;
  fromOn: string;
  toOn: string;
  weight: number;
  regions: Array<string>;
  recordedAt: string;
  recordedBy: string | null;
  withdrawnAt: string | null;
};
export type Session = {
  member: Member;
  permissions: Record<string, "own" | "team" | "all" | "none">;
};
export type Team = {
  id: string;
  name: string;
};

export interface Routes {
  'GET /api/agenda': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      dates: Array<{
        customer: {
          publicId: string;
          name: string;
        };
        kind: string;
        on: string;
        who: string | null;
        years: number | null;
      }>;
      handOvers: {
        total: number;
        items: Array<{
          id: string;
          text: string;
          dueOn: string | null;
          customer: string;
        }>;
      };
      promises: {
        total: number;
        items: Array<{
          id: string;
          customer: {
            publicId: string;
            name: string;
          };
          text: string;
          dueOn: string;
        }>;
      };
    };
  };
  'GET /api/audit-entries': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      memberId?: string;
      action?: string;
      subject?: string;
      subjectId?: string;
      since?: string;
      before?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        at: string;
        memberId: string | null;
        action: string;
        subject: string;
        subjectId: string | null;
        address: string | null;
        details: Record<string, string | number | boolean | null | Array<string>>;
      }>;
      total: number;
      totalIsCapped?: boolean;
    };
  };
  'GET /api/calendars/:year': {
    params: {
      year: number;
    };
    query: Record<never, never>;
    body: undefined;
    reply: CalendarYear;
  };
  'PUT /api/calendars/:year/notice': {
    params: {
      year: number;
    };
    query: Record<never, never>;
    body: {
      text: string;
    };
    reply: {
      days: number;
    };
  };
  'GET /api/categories': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: number;
        name: string;
        children: Array<{
          id: number;
          name: string;
        }>;
      }>;
    };
  };
  'GET /api/company': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      currency: string | null;
      timezone: string;
      planName: string | null;
      planNameEn: string | null;
      planVersion: number | null;
      basis: {
        amount: "ordered" | "shipped" | "invoiced" | "received";
        tax: "included" | "excluded";
        returns: "on_return_date" | "on_order_date";
        monthClosesOn: number;
        effective: {
          amount: "ordered" | "shipped" | "invoiced" | "received";
          tax: "included" | "excluded";
        };
      } | null;
      today: string;
      feeds: Array<{
        kind: string;
        dataThrough: string;
        ageDays: number;
        stale: boolean;
      }>;
      customers: number;
      hasOrders: boolean;
    };
  };
  'POST /api/customer-exports': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      filters: {
        query?: string;
        tier?: string;
        colour?: "red" | "yellow" | "green" | "unknown";
        stage?: string;
        segment?: string;
        owner?: string | "none";
        region?: string;
        tag?: string;
        group?: string;
        moved?: "worse" | "better";
        movedSince?: string;
        warning?: number;
      };
      sort?: "score" | "-score" | "amountYear" | "-amountYear" | "lastOrderOn" | "-lastOrderOn" | "name" | "-name";
      reason: string;
      format?: "csv" | "xlsx";
    };
    reply: Blob;
  };
  'GET /api/customers': {
    params: Record<never, never>;
    query: {
      query?: string;
      tier?: string;
      colour?: "red" | "yellow" | "green" | "unknown";
      stage?: string;
      segment?: string;
      owner?: string | "none";
      region?: string;
      tag?: string;
      group?: string;
      moved?: "worse" | "better";
      movedSince?: string;
      limit?: number;
      offset?: number;
      warning?: number;
      sort?: "score" | "-score" | "amountYear" | "-amountYear" | "lastOrderOn" | "-lastOrderOn" | "name" | "-name";
    };
    body: undefined;
    reply: {
      items: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        city: string | null;
        region: string | null;
        stage: string | null;
        coverage: number | null;
        amountYear: number;
        ordersYear: number;
        lastOrderOn: string | null;
        cause: {
          zh: string;
          en: string;
        } | null;
        owner: {
          id: string;
          name: string;
        } | null;
        warningLevel: number | null;
        tags: Array<string>;
      }>;
      total: number;
      totalIsCapped: boolean;
      sums: {
        amountYear: number | null;
      };
      facets: {
        tier: Array<{
          key: string;
          name: string;
          nameEn: string;
          count: number;
        }>;
        colour: Array<{
          key: string;
          count: number;
        }>;
        stage: Array<{
          key: string;
          count: number;
        }>;
        owner: Array<{
          key: string;
          count: number;
        }>;
        region: Array<{
          key: string;
          count: number;
        }>;
      };
    };
  };
  'POST /api/customers': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      externalId?: string | null;
      kind?: "company" | "person";
      shortName?: string | null;
      group?: string | null;
      industry?: string | null;
      region?: string | null;
      city?: string | null;
      country?: string | null;
      since?: string | null;
      pattern?: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms?: string | null;
      taxNumber?: string | null;
      address?: string | null;
      phone?: string | null;
    };
    reply: {
      publicId: string;
    };
  };
  'GET /api/customers/:publicId': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      publicId: string;
      kind: "company" | "person";
      name: string;
      shortName: string | null;
      group: {
        id: string;
        name: string;
      } | null;
      industry: string | null;
      region: string | null;
      city: string | null;
      country: string | null;
      since: string | null;
      pattern: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms: string | null;
      taxNumber: string | null;
      address: string | null;
      phoneMasked: string | null;
      tier: string | null;
      owners: {
        a: {
          id: string;
          name: string;
        } | null;
        b: {
          id: string;
          name: string;
        } | null;
      };
      externalIds: Array<{
        scheme: string;
        key: string;
      }>;
      tags: Array<{
        tag: string;
        reason: string;
      }>;
      version: number;
    };
  };
  'PATCH /api/customers/:publicId': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      version: number;
      name?: string;
      kind?: "company" | "person";
      shortName?: string | null;
      group?: string | null;
      industry?: string | null;
      region?: string | null;
      city?: string | null;
      country?: string | null;
      since?: string | null;
      pattern?: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms?: string | null;
      taxNumber?: string | null;
      address?: string | null;
      phone?: string | null;
    };
    reply: {
      publicId: string;
      kind: "company" | "person";
      name: string;
      shortName: string | null;
      group: {
        id: string;
        name: string;
      } | null;
      industry: string | null;
      region: string | null;
      city: string | null;
      country: string | null;
      since: string | null;
      pattern: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms: string | null;
      taxNumber: string | null;
      address: string | null;
      phoneMasked: string | null;
      tier: string | null;
      owners: {
        a: {
          id: string;
          name: string;
        } | null;
        b: {
          id: string;
          name: string;
        } | null;
      };
      externalIds: Array<{
        scheme: string;
        key: string;
      }>;
      tags: Array<{
        tag: string;
        reason: string;
      }>;
      version: number;
    };
  };
  'GET /api/customers/:publicId/aging': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      asOf: string;
      aging: {
        open: number;
        notDue: number;
        days1To30: number;
        days31To60: number;
        days61To90: number;
        daysOver90: number;
        retention: number;
        disputed: number;
        unallocated: number;
      };
      figures: {
        open: number;
        overdue: number;
        daysPastDueMax: number;
        onHold: {
          since: string;
          reason: string;
        } | null;
        terms: {
          kind: string;
          days: number;
          endsOn: string | null;
        } | null;
      };
      months: Array<{
        month: string;
        paid: number;
        payments: number;
        paymentDays: number;
        daysPastDue: number;
      }>;
    };
  };
  'GET /api/customers/:publicId/amounts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      basis: {
        amount: "ordered" | "shipped" | "invoiced" | "received";
        tax: "included" | "excluded";
        returns: "on_return_date" | "on_order_date";
        monthClosesOn: number;
        effective: {
          amount: "ordered" | "shipped" | "invoiced" | "received";
          tax: "included" | "excluded";
        };
      };
      items: Array<{
        from: string;
        to: string;
        amount: number;
      }>;
    };
  };
  'GET /api/customers/:publicId/brief': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      customer: {
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
      };
      today: string;
      stage: string | null;
      amountYear: number;
      ordersYear: number;
      lastOrderOn: string | null;
      judgedAt: string | null;
      cause: {
        zh: string;
        en: string;
      } | null;
      warning: {
        level: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          sentence: {
            zh: string;
            en: string;
          };
        }>;
      } | null;
      promises: {
        open: number;
        items: Array<{
          id: string;
          text: string;
          dueOn: string;
          overdue: boolean;
          owner: {
            id: string;
            name: string;
          } | null;
        }>;
      } | null;
      receivables: {
        open: number;
        overdue: number;
        daysPastDueMax: number;
        onHold: {
          since: string;
          reason: string;
        } | null;
        terms: {
          kind: string;
          days: number;
          endsOn: string | null;
        } | null;
      } | null;
      complaints: {
        last: {
          summary: string;
          severity: string;
          openedAt: string;
          resolvedAt: string | null;
        } | null;
      } | null;
      contacts: Array<{
        at: string;
        channel: string;
        outcome: string;
        summary: string;
        by: string | null;
      }>;
      people: Array<{
        id: string;
        name: string;
        post: string | null;
        role: string | null;
        attitude: string | null;
        preferredChannel: string | null;
        lastAt: string | null;
      }>;
      dates: Array<{
        kind: string;
        on: string;
        name: string | null;
      }>;
      nextNeed: {
        on: string;
        project: string | null;
      } | null;
      lastVisit: {
        at: string;
        visitors: Array<{
          id: string;
          name: string;
        }>;
        heard: string;
        promised: string;
        promiseDue: string | null;
      } | null;
      dropped: Array<{
        category: string;
        lastOn: string;
        times: number;
      }>;
      drift: Array<{
        category: string;
        from: string;
        to: string;
      }>;
    };
  };
  'GET /api/customers/:publicId/complaints': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        externalId: string | null;
        nature: "quality" | "logistics" | "service" | "price" | "other";
        severity: "general" | "important" | "major";
        summary: string;
        contact: {
          id: string;
          name: string;
        } | null;
        openedAt: string;
        openedBy: {
          id: string;
          name: string;
        } | null;
        state: "open" | "resolved" | "confirmed";
        resolutions: Array<{
          solution: string;
          confirmed: boolean;
          resolvedAt: string;
          resolvedBy: {
            id: string;
            name: string;
          } | null;
        }>;
        reopenings: Array<{
          reason: string;
          reopenedAt: string;
          reopenedBy: {
            id: string;
            name: string;
          } | null;
        }>;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/complaints': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      nature: "quality" | "logistics" | "service" | "price" | "other";
      severity: "general" | "important" | "major";
      summary: string;
      contactId?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/complaints/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      externalId: string | null;
      nature: "quality" | "logistics" | "service" | "price" | "other";
      severity: "general" | "important" | "major";
      summary: string;
      contact: {
        id: string;
        name: string;
      } | null;
      openedAt: string;
      openedBy: {
        id: string;
        name: string;
      } | null;
      state: "open" | "resolved" | "confirmed";
      resolutions: Array<{
        solution: string;
        confirmed: boolean;
        resolvedAt: string;
        resolvedBy: {
          id: string;
          name: string;
        } | null;
      }>;
      reopenings: Array<{
        reason: string;
        reopenedAt: string;
        reopenedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/complaints/:id/reopenings': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/complaints/:id/resolutions': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      solution: string;
      confirmed: boolean;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/confirmations': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/customers/:publicId/contacts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        personId: string;
        name: string;
        post: string | null;
        role: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
        phoneMasked: string | null;
        email: string | null;
        wecom: string | null;
        birthday: string | null;
        attitude: "supporter" | "neutral" | "critic" | null;
        preferredChannel: "phone" | "wecom" | "visit" | "email" | "sms" | "portal" | null;
        fromOn: string | null;
        leftOn: string | null;
        leftAt: string | null;
        successor: {
          id: string;
          name: string;
        } | null;
        consents: Record<string, boolean | null>;
        elsewhere: Array<{
          publicId: string;
          customer: string;
          post: string | null;
          fromOn: string | null;
          leftOn: string | null;
        }>;
        elsewhereHidden: number;
      }>;
    };
  };
  'POST /api/customers/:publicId/contacts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      name: string;
      post?: string | null;
      role?: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
      email?: string | null;
      fromOn?: string | null;
      attitude?: "supporter" | "neutral" | "critic" | null;
      preferredChannel?: "phone" | "wecom" | "visit" | "email" | "sms" | "portal" | null;
      phone?: string | null;
      wecom?: string | null;
      birthday?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'PATCH /api/customers/:publicId/contacts/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      post?: string | null;
      role?: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
      email?: string | null;
      fromOn?: string | null;
      attitude?: "supporter" | "neutral" | "critic" | null;
      preferredChannel?: "phone" | "wecom" | "visit" | "email" | "sms" | "portal" | null;
      phone?: string | null;
      wecom?: string | null;
      birthday?: string | null;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/consents': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      channel: "phone" | "sms" | "email" | "wecom" | "portal";
      given: boolean;
      source: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/departure': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      leftOn?: string;
      successor?: {
        id: string;
      } | {
        name: string;
      };
      newCompany?: {
        publicId: string;
        post?: string;
      } | {
        name: string;
        post?: string;
      };
    };
    reply: {
      successorId: string | null;
      newCompany: {
        publicId: string | null;
        isLead: boolean;
      } | null;
    };
  };
  'DELETE /api/customers/:publicId/contacts/:id/departure': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/phone-reveals': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      phone: string;
    };
  };
  'GET /api/customers/:publicId/credit-holds': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        reason: string;
        setAt: string;
        setBy: {
          id: string;
          name: string;
        } | null;
        liftedAt: string | null;
        liftedBy: {
          id: string;
          name: string;
        } | null;
        liftReason: string | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/credit-holds': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/credit-holds/:id/liftings': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/hand-overs': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          reachable: boolean;
        };
        needId: string | null;
        promiseId: string | null;
        text: string;
        technicalCheck: "none" | "needed" | "passed" | "failed" | null;
        message: string;
        toTeam: {
          id: string;
          name: string;
        } | null;
        toMember: {
          id: string;
          name: string;
        } | null;
        dueOn: string | null;
        overdue: boolean;
        sentAt: string;
        sentBy: {
          id: string;
          name: string;
        } | null;
        receivedAt: string | null;
        receivedBy: {
          id: string;
          name: string;
        } | null;
        answer: "accepted" | "declined" | null;
        answerText: string;
        answeredAt: string | null;
        answeredBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/health-history': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      points: Array<{
        asOf: string;
        score: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        planVersion: number;
      }>;
      activations: Array<{
        version: number;
        at: string;
      }>;
    };
  };
  'GET /api/customers/:publicId/important-dates': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        contact: {
          id: string;
          name: string;
        } | null;
        kind: "cooperation_anniversary" | "company_anniversary" | "birthday" | "wedding" | "wedding_anniversary" | "childbirth" | "baby_birthday" | "other";
        day: string;
        yearly: boolean;
        leadDays: number;
        note: string;
        consent: {
          purpose: string;
          by: "person" | "guardian";
          source: string;
          givenOn: string;
          keepUntil: string;
        } | null;
        nextOn: string | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/important-dates': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      contactId?: string | null;
      kind: "cooperation_anniversary" | "company_anniversary" | "birthday" | "wedding" | "wedding_anniversary" | "childbirth" | "baby_birthday" | "other";
      day: string;
      yearly?: boolean;
      leadDays?: number;
      note?: string;
      consent?: {
        purpose: string;
        by: "person" | "guardian";
        source: string;
        givenOn: string;
        keepUntil: string;
      } | null;
    };
    reply: {
      id: string;
    };
  };
  'DELETE /api/customers/:publicId/important-dates/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/customers/:publicId/interactions': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        channel: "phone" | "visit" | "wecom" | "email" | "sms" | "meeting" | "portal" | "other";
        direction: "out" | "in";
        twoWay: boolean;
        outcome: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
        summary: string;
        contact: {
          id: string;
          name: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
        competitorSignal: number | null;
        competitor: string | null;
        supplierChangeThreatened: boolean;
        occurredAt: string;
        recordedAt: string;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/interactions': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      id?: string;
      channel: "phone" | "visit" | "wecom" | "email" | "sms" | "meeting" | "portal" | "other";
      direction: "out" | "in";
      twoWay: boolean;
      outcome: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
      summary?: string;
      contactId?: string | null;
      competitorSignal?: 1 | 2 | 3 | null;
      competitor?: string | null;
      supplierChangeThreatened?: boolean;
      recordedOffline?: {
        at: string;
      };
      occurredAt?: string;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/need-story': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        what: "recorded" | "changed" | "met" | "unmet" | "dropped" | "reopened" | "promised" | "postponed" | "checked" | "kept" | "broken" | "handed_over" | "received" | "answered";
        text: string;
        note: string;
        details: Record<string, unknown>;
        needId: string | null;
        promiseId: string | null;
        changedAt: string;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/needs': {
    params: {
      publicId: string;
    };
    query: {
      state?: "open" | "met" | "unmet" | "dropped" | "unmet_or_open";
      nature?: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
      sort?: "urgency" | "importance" | "level" | "due" | "said";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
        };
        text: string;
        kind: "stated" | "hidden";
        nature: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
        importance: number;
        urgency: number;
        level: number | null;
        evidence: string;
        source: "interview" | "visit" | "call" | "survey" | "complaint" | "data" | "market_research" | "competitor" | null;
        contact: {
          id: string;
          name: string;
        } | null;
        project: {
          id: string;
          name: string;
        } | null;
        product: {
          code: string;
          name: string;
        } | null;
        owner: {
          id: string;
          name: string;
        } | null;
        dueOn: string | null;
        fit: number | null;
        state: "open" | "met" | "unmet" | "dropped";
        stateAt: string;
        stateReason: string;
        saidAt: string;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/needs': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      text: string;
      kind?: "stated" | "hidden";
      nature?: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
      importance?: 1 | 2 | 3;
      urgency?: 1 | 2 | 3;
      level?: 1 | 2 | 3 | 4 | 5 | null;
      evidence?: string;
      source?: "interview" | "visit" | "call" | "survey" | "complaint" | "data" | "market_research" | "competitor" | null;
      contactId?: string | null;
      projectId?: string | null;
      ownerId?: string | null;
      dueOn?: string | null;
      fit?: number | null;
    };
    reply: {
      id: string;
    };
  };
  'PATCH /api/customers/:publicId/needs/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      text?: string;
      kind?: "stated" | "hidden";
      nature?: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
      importance?: 1 | 2 | 3;
      urgency?: 1 | 2 | 3;
      level?: 1 | 2 | 3 | 4 | 5 | null;
      evidence?: string;
      source?: "interview" | "visit" | "call" | "survey" | "complaint" | "data" | "market_research" | "competitor" | null;
      contactId?: string | null;
      projectId?: string | null;
      ownerId?: string | null;
      dueOn?: string | null;
      fit?: number | null;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/needs/:id/hand-overs': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      toTeam?: string | null;
      toMember?: string | null;
      message: string;
      dueOn?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/needs/:id/states': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      state: "open" | "met" | "unmet" | "dropped";
      reason?: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/observations': {
    params: {
      publicId: string;
    };
    query: {
      kind?: "competitor_enquiry" | "product_enquiry" | "policy_enquiry" | "mention" | "customer_visit" | "customer_stock";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: "competitor_enquiry" | "product_enquiry" | "policy_enquiry" | "mention" | "customer_visit" | "customer_stock";
        subject: string;
        note: string;
        strength: number | null;
        place: "portal" | "website" | "site" | null;
        quantity: number | null;
        unit: string | null;
        product: {
          code: string;
          name: string;
        } | null;
        contact: {
          id: string;
          name: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
        occurredAt: string;
      }>;
      total: number;
      counts: Record<string, number>;
    };
  };
  'POST /api/customers/:publicId/observations': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      kind: "competitor_enquiry" | "product_enquiry" | "policy_enquiry" | "mention" | "customer_visit" | "customer_stock";
      externalId?: string | null;
      subject?: string;
      note?: string;
      strength?: 1 | 2 | 3 | null;
      place?: "portal" | "website" | "site" | null;
      quantity?: number | null;
      unit?: string | null;
      productCode?: string | null;
      contactId?: string | null;
      occurredAt?: string;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/orders': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        kind: "order" | "return";
        orderedAt: string;
        amount: number;
        tax: number | null;
        documents: "ordered" | "shipped" | "invoiced";
        lines: number;
        project: string | null;
        site: string | null;
        promisedOn: string | null;
        deliveredOn: string | null;
        secondParty: string | null;
        secondPartyPublicId: string | null;
        originalNumber: string | null;
      }>;
      total: number;
    };
  };
  'GET /api/customers/:publicId/orders/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      number: string;
      kind: "order" | "return";
      orderedAt: string;
      amount: number;
      tax: number | null;
      documents: "ordered" | "shipped" | "invoiced";
      lines: number;
      project: string | null;
      site: string | null;
      promisedOn: string | null;
      deliveredOn: string | null;
      secondParty: string | null;
      secondPartyPublicId: string | null;
      originalNumber: string | null;
      items: Array<{
        productCode: string;
        productName: string;
        spec: string | null;
        category: string | null;
        quantity: number;
        unit: string | null;
        unitPrice: number;
        amount: number;
        tax: number | null;
        batch: string | null;
        project: string | null;
        site: string | null;
        promisedFirstOn: string | null;
        promisedOn: string | null;
        deliveredOn: string | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/owners': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        part: "a" | "b" | "sponsor" | "expert_sales" | "expert_technical" | "expert_supply" | "line_owner" | "region_owner" | "collaborator";
        what: string | null;
        from: {
          id: string;
          name: string;
        } | null;
        to: {
          id: string;
          name: string;
        } | null;
        reason: string;
        commissionNote: string;
        changedAt: string;
        changedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/owners': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      part: "a" | "b";
      memberId: string | null;
      reason: string;
      commissionNote?: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/payments': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        paidOn: string;
        amount: number;
        method: string | null;
        settled: Array<{
          number: string;
          amount: number;
        }>;
        unallocated: number;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/payments': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      number: string;
      paidOn: string;
      amount: number;
      method?: string | null;
      receivableNumber?: string | null;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/phone-reveals': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      phone: string;
    };
  };
  'POST /api/customers/:publicId/pool-releases': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/posts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      personId: string;
      post?: string | null;
      role?: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
      email?: string | null;
      fromOn?: string | null;
      attitude?: "supporter" | "neutral" | "critic" | null;
      preferredChannel?: "phone" | "wecom" | "visit" | "email" | "sms" | "portal" | null;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/profile': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      customer: {
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
      };
      held: {
        towards: "red" | "yellow" | "green" | "unknown";
        until: string | null;
        from: number | null;
      } | null;
      hold: {
        since: string;
        reason: string | null;
        by: {
          id: string;
          name: string;
        } | null;
      } | null;
      roles: Array<{
        id: string;
        role: "sponsor" | "expert_sales" | "expert_technical" | "expert_supply" | "line_owner" | "region_owner" | "collaborator";
        member: {
          id: string;
          name: string;
        };
        category: {
          id: number;
          name: string;
        } | null;
        region: string | null;
        purpose: string | null;
        endsAt: string | null;
      }>;
      tags: Array<{
        tag: string;
        reason: string;
        reasonEn: string | null;
        setAt: string;
        byRule: boolean;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      dates: Array<{
        kind: string;
        on: string;
        name: string | null;
      }>;
      nextNeed: {
        on: string;
        project: string | null;
      } | null;
      projects: Array<{
        name: string;
        stage: string;
        nextNeedOn: string | null;
      }>;
      missing: Array<"no_owner" | "no_backup" | "no_decider" | "no_phone" | "no_region" | "contact_left">;
      rhythm: {
        days: number;
        inWaves: boolean;
        lastOn: string;
        nextOn: string;
        lateDays: number;
      } | null;
      dropped: Array<{
        category: string;
        lastOn: string;
        times: number;
      }>;
      drift: Array<{
        category: string;
        from: string;
        to: string;
      }>;
      promises: {
        open: number;
        overdue: number;
        items: Array<{
          id: string;
          text: string;
          dueOn: string;
          overdue: boolean;
          owner: {
            id: string;
            name: string;
          } | null;
        }>;
      } | null;
      needs: {
        open: number;
        items: Array<{
          id: string;
          text: string;
          urgency: number;
          dueOn: string | null;
          owner: {
            id: string;
            name: string;
          } | null;
        }>;
      } | null;
      receivables: {
        open: number;
        notDue: number;
        days1To30: number;
        days31To60: number;
        days61To90: number;
        daysOver90: number;
        retention: number;
        disputed: number;
        unallocated: number;
        overdueInvoices: number;
      } | null;
      stage: string | null;
      coverage: number | null;
      amountYear: number;
      ordersYear: number;
      lastOrderOn: string | null;
      judgedAt: string | null;
      lastContact: {
        at: string;
        channel: string;
        twoWay: boolean;
      } | null;
      counts: {
        orders: number;
        contacts: number;
        complaints: number;
        interactions: number;
        tasks: number;
        projects: number;
        relations: number;
        needs: number;
      };
      consents: Record<string, boolean>;
      openCase: {
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        level: number;
        risk: "need" | "relation" | "external";
        stock: boolean;
        openedAt: string;
        dueAt: string | null;
        dueProvisional: boolean;
        valueAtRisk: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          level: number;
          sentence: {
            zh: string;
            en: string;
          };
          raisedAt: string;
          cleared: boolean;
        }>;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          at: string;
          reason: string;
        } | null;
        ended: {
          outcome: "recovered" | "lost" | "false_alarm";
          cause: string;
          at: string;
        } | null;
      } | null;
      tasks: Array<{
        id: string;
        title: string;
        why: string;
        minutes: number;
        dueAt: string | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/projects': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        name: string;
        stage: "lead" | "bidding" | "won" | "building" | "done" | "stopped";
        startsOn: string | null;
        nextNeedOn: string | null;
        expectedAmount: number | null;
        expectedVolume: string | null;
        address: string | null;
        mainContractor: string | null;
        site: {
          id: string;
          name: string;
        } | null;
        updatedAt: string;
      }>;
      sites: Array<{
        id: string;
        name: string;
        address: string | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/projects': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      name: string;
      stage?: "lead" | "bidding" | "won" | "building" | "done" | "stopped";
      startsOn?: string | null;
      nextNeedOn?: string | null;
      expectedAmount?: number | null;
      expectedVolume?: string | null;
      address?: string | null;
      mainContractor?: string | null;
      siteId?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'PATCH /api/customers/:publicId/projects/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      stage?: "lead" | "bidding" | "won" | "building" | "done" | "stopped";
      startsOn?: string | null;
      nextNeedOn?: string | null;
      expectedAmount?: number | null;
      expectedVolume?: string | null;
      address?: string | null;
      mainContractor?: string | null;
      siteId?: string | null;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/promises': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        needId: string | null;
        text: string;
        madeAt: string;
        firstDueOn: string;
        dueOn: string;
        overdue: boolean;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          id: string;
          name: string;
        } | null;
        technicalCheck: "none" | "needed" | "passed" | "failed";
        checkedAt: string | null;
        checkedBy: {
          id: string;
          name: string;
        } | null;
        checkReason: string;
        ending: "kept" | "broken" | null;
        endedAt: string | null;
        endingText: string;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/promises': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      text: string;
      dueOn: string;
      needId?: string | null;
      ownerId?: string | null;
      contactId?: string | null;
      technicalCheck?: "none" | "needed";
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/promises/:id/checks': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      result: "needed" | "passed" | "failed";
      reason?: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/promises/:id/endings': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      ending: "kept" | "broken";
      text: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/promises/:id/hand-overs': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      toTeam?: string | null;
      toMember?: string | null;
      message: string;
      dueOn?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/promises/:id/postponements': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      dueOn: string;
      reason: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/receipt': {
    params: {
      publicId: string;
    };
    query: {
      asOf?: string;
      knownAt?: string;
    };
    body: undefined;
    reply: {
      asOf: string;
      knownAt: string;
      planVersion: number;
      planName: string;
      health: {
        score: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        pending: {
          colour: "red" | "yellow" | "green" | "unknown";
          since: string;
        } | null;
        provisional: boolean;
        coverage: number;
        capChange: number;
        previous: {
          asOf: string;
          score: number | null;
          colour: "red" | "yellow" | "green" | "unknown";
          capChange: number;
        };
        caps: Array<{
          key: string;
          name: string;
          nameEn: string;
          max: number;
        }>;
        newCustomer: {
          met: number;
          steps: Array<{
            key: string;
            name: string;
            nameEn: string;
            met: boolean | null;
          }>;
        } | null;
      };
      indicators: Array<{
        key: string;
        name: string;
        nameEn: string;
        risk: "need" | "relation" | "external";
        value: number | null;
        sentence: {
          zh: string;
          en: string;
        };
        points: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        weight: number;
        contribution: number | null;
        maximum: number | null;
        change: number | null;
        facts: Array<{
          id: string;
          kind: string;
          occurredAt: string;
          recordedAt: string;
          amount: number | null;
        }>;
        factCount: number;
      }>;
      tiers: {
        held: string | null;
        proposed: string | null;
        standing: number | null;
      };
      stage: string | null;
      segments: Array<{
        key: string;
        name: string;
        nameEn: string;
      }>;
      warnings: Array<{
        key: string;
        name: string;
        nameEn: string;
        level: number;
        since: string;
        facts: Array<{
          id: string;
          kind: string;
          occurredAt: string;
          recordedAt: string;
          amount: number | null;
        }>;
        factCount: number;
      }>;
      held: Array<{
        key: string;
        reason: string;
      }>;
      year: {
        amount: number;
        orders: number;
        basis: "ordered" | "shipped" | "invoiced" | "received";
        tax: "included" | "excluded";
      };
      facts: number;
    };
  };
  'GET /api/customers/:publicId/receivables': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
      state?: "open" | "all";
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        kind: "invoice" | "credit_note" | "retention_money";
        invoicedOn: string;
        dueOn: string;
        agreedDueOn: string;
        amount: number;
        tax: number | null;
        open: number;
        openWithheld: number;
        settledOn: string | null;
        daysPastDue: number | null;
        orderNumber: string | null;
        project: string | null;
        correctsNumber: string | null;
        disputedSince: string | null;
        disputeReason: string | null;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/receivables/:id/disputes': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      since: string;
      reason: string;
    };
    reply: null;
  };
  'DELETE /api/customers/:publicId/receivables/:id/disputes': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/customers/:publicId/relations': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      nodes: Array<{
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
        ring: number;
        amountYear: number;
      }>;
      edges: Array<{
        id: string;
        from: string;
        to: string;
        kind: "affiliate" | "dealer_of" | "referred_by" | "household";
        since: string | null;
        until: string | null;
        note: string;
      }>;
      hidden: number;
      isCut: boolean;
    };
  };
  'POST /api/customers/:publicId/relations': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      other: string;
      kind: "affiliate" | "dealer_of" | "referred_by" | "household";
      side?: "from" | "to";
      since?: string | null;
      until?: string | null;
      note?: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/relations/:id/ending': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      until: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/second-party-orders': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        kind: "order" | "return";
        orderedAt: string;
        amount: number;
        tax: number | null;
        documents: "ordered" | "shipped" | "invoiced";
        lines: number;
        project: string | null;
        site: string | null;
        promisedOn: string | null;
        deliveredOn: string | null;
        secondParty: string | null;
        secondPartyPublicId: string | null;
        originalNumber: string | null;
        buyer: {
          publicId: string;
          name: string;
        };
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/service-roles': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      role: "sponsor" | "expert_sales" | "expert_technical" | "expert_supply" | "line_owner" | "region_owner" | "collaborator";
      memberId: string;
      categoryId?: number | null;
      region?: string | null;
      purpose?: string | null;
      reason?: string;
      commissionNote?: string;
      startsAt?: string;
      endsAt?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/service-roles/:id/ending': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason?: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/service-team': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      a: {
        id: string;
        name: string;
      } | null;
      b: {
        id: string;
        name: string;
      } | null;
      roles: Array<{
        id: string;
        role: "sponsor" | "expert_sales" | "expert_technical" | "expert_supply" | "line_owner" | "region_owner" | "collaborator";
        right: "takes_crises" | "advises" | "takes_warnings_of_line" | "has_access";
        member: {
          id: string;
          name: string;
        };
        category: {
          id: number;
          name: string;
        } | null;
        region: string | null;
        purpose: string | null;
        startsAt: string;
        endsAt: string | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/shipments': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        shippedAt: string;
        amount: number;
        lines: Array<{
          productCode: string;
          productName: string;
          quantity: number;
          unit: string | null;
          amount: number;
          tax: number | null;
          orderNumber: string | null;
          batch: string | null;
          batchSince: string | null;
        }>;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/sites': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      name: string;
      address?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/supplier-change-threats': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      said: string;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/survey-answers': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        question: "nps" | "csat" | "ces";
        scale: "0-10" | "1-5" | "1-7" | "0-100";
        given: number;
        score: number;
        comment: string;
        contact: {
          id: string;
          name: string;
        } | null;
        answeredAt: string;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/survey-answers': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      question: "nps" | "csat" | "ces";
      scale: "0-10" | "1-5" | "1-7" | "0-100";
      given: number;
      comment?: string;
      externalId?: string | null;
      contactId?: string | null;
      answeredAt?: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/tags': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      tag: string;
      reason?: string;
    };
    reply: null;
  };
  'DELETE /api/customers/:publicId/tags/:tag': {
    params: {
      publicId: string;
      tag: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/customers/:publicId/tasks': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      title: string;
      why?: string;
      minutes?: number;
      ownerId?: string | null;
      dueAt?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/tasks/:id/completions': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/tasks/:id/contacts': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      id?: string;
      channel: "phone" | "visit" | "wecom" | "email" | "sms" | "meeting" | "portal" | "other";
      direction: "out" | "in";
      twoWay: boolean;
      outcome: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
      summary?: string;
      contactId?: string | null;
      competitorSignal?: 1 | 2 | 3 | null;
      competitor?: string | null;
      supplierChangeThreatened?: boolean;
      recordedOffline?: {
        at: string;
      };
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/term-proposals': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      kind: "prepaid" | "cash_on_delivery" | "monthly" | "on_invoice" | "other";
      days: number;
      retentionPercent?: number;
      startsOn: string;
      endsOn?: string | null;
      movesOpen?: boolean;
      reason: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/term-proposals/:id/approvals': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/customers/:publicId/term-proposals/:id/refusals': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/customers/:publicId/terms': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: "prepaid" | "cash_on_delivery" | "monthly" | "on_invoice" | "other";
        days: number;
        retentionPercent: number;
        startsOn: string;
        endsOn: string | null;
        movesOpen: boolean;
        reason: string;
        state: "proposed" | "approved" | "refused";
        inForce: boolean;
        proposedAt: string;
        proposedBy: {
          id: string;
          name: string;
        } | null;
        decidedAt: string | null;
        decidedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/terms': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      kind: "prepaid" | "cash_on_delivery" | "monthly" | "on_invoice" | "other";
      days: number;
      retentionPercent?: number;
      startsOn: string;
      endsOn?: string | null;
      movesOpen?: boolean;
      reason: string;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/tier': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      tier: {
        key: string;
        name: string;
        nameEn: string;
      } | null;
      since: string | null;
      change: {
        way: "first" | "settled" | "automatic" | "approved" | "override" | "given" | "merged";
        reason: string;
        said: {
          zh: string;
          en: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
      } | null;
      standing: number | null;
      isProtected: boolean;
      sponsor: "account_manager" | "assistant" | "success_supervisor" | "executive_sponsor" | "credit_controller" | "sales" | "after_sales" | "technical" | "product_manager" | "store_guide" | "store_manager" | null;
      review: "monthly" | "quarterly" | "yearly" | null;
      entitlements: Array<{
        key: string;
        name: string;
        nameEn: string;
      }>;
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string;
      }>;
      proposal: {
        id: string;
        to: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        direction: "up" | "down";
        said: {
          zh: string;
          en: string;
        };
        since: string;
        isRipe: boolean;
        readyOn: string;
      } | null;
      override: {
        id: string;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        reason: string;
        reviewOn: string;
        isDue: boolean;
        madeAt: string;
        by: {
          id: string;
          name: string;
        } | null;
      } | null;
      classes: Array<{
        scheme: {
          key: string;
          name: string;
          nameEn: string;
        };
        class: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
      }>;
      rfm: {
        recency: number;
        frequency: number;
        monetary: number;
        class: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
      } | null;
      badges: Array<{
        key: string;
        name: string;
        nameEn: string;
      }>;
      insights: Array<{
        key: string;
        name: string;
        nameEn: string;
        says: {
          zh: string;
          en: string;
        };
        suggests: {
          zh: string;
          en: string;
        } | null;
      }>;
      changes: Array<{
        id: string;
        from: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        to: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        way: "first" | "settled" | "automatic" | "approved" | "override" | "given" | "merged" | "kept";
        reason: string;
        said: {
          zh: string;
          en: string;
        } | null;
        planVersion: number | null;
        changedAt: string;
        decidedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/tier-overrides': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      tier: string;
      reason: string;
      reviewOn: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/tier-overrides/:id/endings': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/timeline': {
    params: {
      publicId: string;
    };
    query: {
      before?: string;
      kinds?: "order" | "contact" | "complaint" | "need" | "money" | "profile";
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: string;
        occurredAt: string;
        recordedAt: string;
        amount: number | null;
        title: {
          zh: string;
          en: string;
        };
        detail: {
          zh: string;
          en: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      more: number;
    };
  };
  'GET /api/customers/:publicId/visits': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        writtenUp: boolean;
        occurredAt: string;
        checkedInAt: string;
        claimedAt: string | null;
        latitude: number | null;
        longitude: number | null;
        accuracyMetres: number | null;
        site: {
          id: string;
          name: string;
        } | null;
        place: string | null;
        purpose: string | null;
        cameFor: string;
        heard: string;
        promised: string;
        promiseDue: string | null;
        by: {
          id: string;
          name: string;
        } | null;
        visitors: Array<{
          id: string;
          name: string;
        }>;
        contacts: Array<{
          id: string;
          name: string;
        }>;
        photos: Array<{
          id: string;
          width: number;
          height: number;
        }>;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/visits': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      id?: string;
      latitude?: number | null;
      longitude?: number | null;
      accuracyMetres?: number | null;
      siteId?: string | null;
      place?: string | null;
      notes?: {
        outcome?: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
        purpose?: string | null;
        cameFor?: string;
        heard?: string;
        promised?: string;
        promiseDue?: string | null;
        visitorIds?: Array<string>;
        contactIds?: Array<string>;
        competitorSignal?: 1 | 2 | 3 | null;
        competitor?: string | null;
      };
      recordedOffline?: {
        at: string;
      };
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/visits/:id/notes': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome?: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
      purpose?: string | null;
      cameFor?: string;
      heard?: string;
      promised?: string;
      promiseDue?: string | null;
      visitorIds?: Array<string>;
      contactIds?: Array<string>;
      competitorSignal?: 1 | 2 | 3 | null;
      competitor?: string | null;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/visits/:id/photos': {
    params: {
      publicId: string;
      id: string;
    };
    query: {
      id?: string;
    };
    body: Blob;
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/visits/:id/photos/:photoId': {
    params: {
      publicId: string;
      id: string;
      photoId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: Blob;
  };
  'POST /api/customers/:publicId/warnings/:id/contacts': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: "price" | "stock_full" | "project_gap" | "cash" | "competitor" | "complaint" | "no_answer" | "other";
      note?: string;
      channel?: "phone" | "wecom" | "visit";
    };
    reply: null;
  };
  'POST /api/customers/:publicId/warnings/:id/ending': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome: "recovered" | "lost" | "false_alarm";
      cause: string;
    };
    reply: null;
  };
  'POST /api/duplicate-checks': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      kind?: "company" | "person";
      name?: string;
      phone?: string;
      taxNumber?: string;
      address?: string;
    };
    reply: {
      items: Array<{
        reach: "own";
        publicId: string;
        name: string;
        owner: {
          id: string;
          name: string;
        } | null;
        score: number;
        reasons: Array<"tax_number" | "name" | "name_near" | "short_name" | "sound" | "phone" | "address" | "external_id" | "place" | "tax_number_differs" | "place_differs" | "kind_differs">;
      } | {
        reach: "other";
        ownerName: string | null;
      }>;
    };
  };
  'POST /api/duplicate-searches': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/duplicates': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        score: number;
        reasons: Array<"tax_number" | "name" | "name_near" | "short_name" | "sound" | "phone" | "address" | "external_id" | "place" | "tax_number_differs" | "place_differs" | "kind_differs">;
        foundAt: string;
        members: Array<{
          publicId: string;
          name: string;
          shortName: string | null;
          city: string | null;
          group: string | null;
          taxNumber: string | null;
          address: string | null;
          phoneMasked: string | null;
          externalIds: Array<string>;
          owner: {
            id: string;
            name: string;
          } | null;
          contacts: number;
          orders: number;
          lastOrderAt: string | null;
          createdAt: string;
        }>;
      }>;
      total: number;
      lastRun: {
        startedAt: string;
        finishedAt: string;
        customers: number;
        groups: number;
      } | null;
    };
  };
  'POST /api/duplicates/:id/dismissal': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason?: string;
    };
    reply: null;
  };
  'PUT /api/feeds/:kind': {
    params: {
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
    };
    query: Record<never, never>;
    body: {
      dataThrough: string;
    };
    reply: null;
  };
  'GET /api/first-look': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      waiting: number;
      leaving: {
        customers: number;
        amountYear: number;
        items: Array<{
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          amountYear: number;
          lastOrderOn: string | null;
          cause: {
            zh: string;
            en: string;
          } | null;
          owner: {
            id: string;
            name: string;
          } | null;
        }>;
      };
      lost: {
        customers: number;
        items: Array<{
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          lastOrderOn: string;
          amountBefore: number;
          turnedOn: string | null;
        }>;
      };
    };
  };
  'GET /api/group-sums': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        group: {
          id: string;
          name: string;
        };
        parent: string | null;
        groups: number;
        customers: number;
        outside: number;
        amountYear: number;
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
      }>;
    };
  };
  'GET /api/groups': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        name: string;
        parentId: string | null;
      }>;
    };
  };
  'POST /api/groups': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      parentId?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/groups/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      group: {
        id: string;
        name: string;
      };
      above: Array<{
        id: string;
        name: string;
      }>;
      groups: Array<{
        id: string;
        name: string;
        customers: number;
        amountYear: number;
      }>;
      customers: number;
      outside: number;
      amountYear: number;
      highestTier: {
        key: string;
        name: string;
        nameEn: string;
      } | null;
      health: {
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        weighted: number | null;
        judgedShare: number;
        cappedBy: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        } | null;
      };
      items: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        group: {
          id: string;
          name: string;
        };
        amountYear: number;
        lastOrderOn: string | null;
        warningLevel: number | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'PATCH /api/groups/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      parentId?: string | null;
    };
    reply: null;
  };
  'GET /api/hand-overs': {
    params: Record<never, never>;
    query: {
      box?: "unreceived" | "received" | "sent" | "overdue";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          reachable: boolean;
        };
        needId: string | null;
        promiseId: string | null;
        text: string;
        technicalCheck: "none" | "needed" | "passed" | "failed" | null;
        message: string;
        toTeam: {
          id: string;
          name: string;
        } | null;
        toMember: {
          id: string;
          name: string;
        } | null;
        dueOn: string | null;
        overdue: boolean;
        sentAt: string;
        sentBy: {
          id: string;
          name: string;
        } | null;
        receivedAt: string | null;
        receivedBy: {
          id: string;
          name: string;
        } | null;
        answer: "accepted" | "declined" | null;
        answerText: string;
        answeredAt: string | null;
        answeredBy: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
      counts: {
        unreceived: number;
        received: number;
        sent: number;
        overdue: number;
      };
    };
  };
  'POST /api/hand-overs/:id/answers': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      answer: "accepted" | "declined";
      text: string;
      check?: "passed" | "failed" | null;
    };
    reply: null;
  };
  'POST /api/hand-overs/:id/receipts': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/health-board': {
    params: Record<never, never>;
    query: {
      asOf?: string;
      compareWith?: string;
      tier?: string;
    };
    body: undefined;
    reply: {
      asOf: string;
      judgedThrough: string;
      computedAt: string;
      planVersion: number;
      planName: string;
      compareWith: string;
      currency: string;
      feeds: Array<{
        kind: string;
        dataThrough: string;
        ageDays: number;
        stale: boolean;
      }>;
      bands: {
        green: number;
        yellow: number;
      };
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string;
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
        valueAtRisk: number;
        worse: number;
        better: number;
      }>;
      total: {
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
        bandsBefore: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        } | null;
        valueAtRisk: number;
        valueAtRiskBefore: number | null;
        worse: number;
        better: number;
      };
      transitions: Array<{
        from: "red" | "yellow" | "green" | "unknown";
        to: "red" | "yellow" | "green" | "unknown";
        count: number;
      }>;
      byRisk: {
        need: number;
        relation: number;
        external: number;
      };
      causes: Array<{
        key: string;
        name: string;
        nameEn: string;
        count: number;
      }>;
      trends: Array<{
        key: "value_at_risk" | "repurchase_90d" | "order_value";
        unit: "percent" | "money";
        points: Array<{
          month: string;
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          partial: boolean;
        }>;
      }>;
      moved: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        before: {
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
        };
        cause: {
          zh: string;
          en: string;
        } | null;
        valueChange: number;
      }>;
      riskiest: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        valueAtRisk: number;
        level: number | null;
        dueAt: string | null;
        contactedAt: string | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/import-checks': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
      rows: Array<Array<string>>;
      columns: Array<string | null> | null;
    };
    reply: {
      columns: Array<string | null>;
      hasHeadings: boolean;
      problems: Array<{
        row: number;
        column: number | null;
        isNotice: boolean;
        message: string;
      }>;
    };
  };
  'GET /api/import-fields': {
    params: Record<never, never>;
    query: {
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
    };
    body: undefined;
    reply: {
      items: Array<{
        key: string;
        zh: string;
        en: string;
        required: boolean;
        type: string;
      }>;
    };
  };
  'GET /api/import-folders': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        name: string;
        kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
        folder: string;
        pattern: string;
        mapName: string | null;
        atMinute: number;
        daysMax: number;
        checkedAt: string | null;
        lastFileAt: string | null;
        isLate: boolean;
        failure: string | null;
        files: Array<{
          path: string;
          seenAt: string;
          importId: string | null;
          failure: string | null;
        }>;
      }>;
    };
  };
  'PUT /api/import-folders/:name': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: {
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
      folder: string;
      pattern: string;
      mapName: string | null;
      atMinute: number;
      daysMax: number;
    };
    reply: null;
  };
  'DELETE /api/import-folders/:name': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/import-folders/:name/runs': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/import-kinds': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
        name: {
          zh: string;
          en: string;
        };
        what: {
          zh: string;
          en: string;
        };
        needsKnownCustomer: boolean;
      }>;
    };
  };
  'GET /api/import-maps': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        name: string;
        kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
        text: string;
        savedAt: string;
        columns: Record<string, string>;
      }>;
    };
  };
  'PUT /api/import-maps/:name': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: {
      text: string;
    };
    reply: null;
  };
  'DELETE /api/import-maps/:name': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'GET /api/imports': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
        state: "uploaded" | "running" | "finished" | "refused" | "undoing" | "undone";
        dryRun: boolean;
        files: Array<{
          name: string;
          bytes?: number;
          rows?: number;
          encoding?: string;
        }>;
        createdAt: string;
        startedAt: string | null;
        finishedAt: string | null;
        by: {
          id: string;
          name: string;
        } | null;
        map: Record<string, unknown>;
        progress: {
          rowsRead?: number;
          chunksDone?: number;
          chunks?: number;
        };
        failure: {
          code: string;
          message: string;
        } | null;
        result: {
          created: number;
          updated: number;
          unchanged: number;
          rowsRead: number;
          skipped: number;
          failed: number;
          reasons: Array<{
            code: string;
            outcome: "failed" | "skipped" | "notice";
            count: number;
            firstFile: string;
            firstLine: number;
            firstColumn: string | null;
            message: string;
          }>;
          records: Record<string, {
            created: number;
            updated: number;
            unchanged: number;
          }>;
          dataThrough: string | null;
          encodings: Record<string, number>;
          diff: Array<{
            change: "created" | "updated";
            file: string;
            line: number;
            subject: Array<string>;
            fields: Array<{
              field: string;
              before: string | null;
              after: string | null;
            }>;
          }>;
          seconds: number;
        } | null;
        undoneAt: string | null;
        undone: {
          removed: number;
          restored: number;
          left: number;
          customers: number;
        } | null;
        undoable: boolean;
      }>;
      total: number;
    };
  };
  'POST /api/imports': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
    };
    reply: {
      id: string;
    };
  };
  'GET /api/imports/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
      state: "uploaded" | "running" | "finished" | "refused" | "undoing" | "undone";
      dryRun: boolean;
      files: Array<{
        name: string;
        bytes?: number;
        rows?: number;
        encoding?: string;
      }>;
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      by: {
        id: string;
        name: string;
      } | null;
      map: Record<string, unknown>;
      progress: {
        rowsRead?: number;
        chunksDone?: number;
        chunks?: number;
      };
      failure: {
        code: string;
        message: string;
      } | null;
      result: {
        created: number;
        updated: number;
        unchanged: number;
        rowsRead: number;
        skipped: number;
        failed: number;
        reasons: Array<{
          code: string;
          outcome: "failed" | "skipped" | "notice";
          count: number;
          firstFile: string;
          firstLine: number;
          firstColumn: string | null;
          message: string;
        }>;
        records: Record<string, {
          created: number;
          updated: number;
          unchanged: number;
        }>;
        dataThrough: string | null;
        encodings: Record<string, number>;
        diff: Array<{
          change: "created" | "updated";
          file: string;
          line: number;
          subject: Array<string>;
          fields: Array<{
            field: string;
            before: string | null;
            after: string | null;
          }>;
        }>;
        seconds: number;
      } | null;
      undoneAt: string | null;
      undone: {
        removed: number;
        restored: number;
        left: number;
        customers: number;
      } | null;
      undoable: boolean;
    };
  };
  'GET /api/imports/:id/conflicts': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        what: string;
        reason: "changed" | "gone" | "used";
        customer: string | null;
        publicId: string | null;
        name: string;
      }>;
      total: number;
    };
  };
  'POST /api/imports/:id/files': {
    params: {
      id: string;
    };
    query: {
      name: string;
    };
    body: Blob;
    reply: {
      bytes: number;
    };
  };
  'POST /api/imports/:id/previews': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      map: Record<string, unknown>;
    };
    reply: {
      files: Array<{
        name: string;
        encoding: string | null;
        candidates: Array<{
          encoding: string;
          rows: Array<Array<string>>;
        }>;
        headings: Array<string>;
        headerLine: number | null;
        rows: Array<Array<string>>;
        columns: Record<string, string>;
        ready: {
          key: string;
          program: string;
        } | null;
        looksLike: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock" | null;
      }>;
    };
  };
  'GET /api/imports/:id/problem-file': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: Blob;
  };
  'GET /api/imports/:id/problems': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        line: number;
        file: number;
        cells: Array<string>;
        problems: Array<{
          code: string;
          column: string | null;
          message: string;
        }>;
      }>;
    };
  };
  'POST /api/imports/:id/runs': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      map: Record<string, unknown>;
      dryRun: boolean;
      dataThrough: string | null;
    };
    reply: null;
  };
  'POST /api/imports/:id/sorting': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: "customers" | "products" | "orders" | "deliveries" | "terms" | "receivables" | "payments" | "contacts" | "sites" | "projects" | "relations" | "interactions" | "complaints" | "needs" | "promises" | "surveys" | "enquiries" | "mentions" | "visits" | "stock";
      }>;
    };
  };
  'POST /api/imports/:id/undoing': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/list-returns': {
    params: Record<never, never>;
    query: {
      name: string;
    };
    body: Blob;
    reply: {
      id: string;
    };
  };
  'GET /api/list-returns/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      rows: number;
      strangers: number;
      ignored: Array<string>;
      changed: number;
      conflicts: number;
      problems: number;
      cells: Array<{
        publicId: string;
        name: string;
        field: "customerName" | "shortName" | "group" | "industry" | "region" | "city" | "country" | "since" | "pattern" | "terms" | "ownerA" | "ownerB";
        mine: string | null;
        theirs: string | null;
        isConflict: boolean;
        problem: string | null;
      }>;
    };
  };
  'POST /api/list-returns/:id/application': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      mine: Array<{
        publicId: string;
        field: "customerName" | "shortName" | "group" | "industry" | "region" | "city" | "country" | "since" | "pattern" | "terms" | "ownerA" | "ownerB";
      }>;
    };
    reply: {
      cells: number;
      customers: number;
      left: number;
    };
  };
  'GET /api/members': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<Member>;
    };
  };
  'POST /api/members': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      email: string;
      name: string;
      title?: string;
      role: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
      teamId?: string | null;
      language?: "zh" | "en";
    };
    reply: {
      member: Member;
      password: string;
    };
  };
  'PATCH /api/members/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      title?: string;
      role?: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
      teamId?: string | null;
    };
    reply: Member;
  };
  'POST /api/members/:id/departure': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/members/:id/password': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      password: string;
    };
  };
  'GET /api/merge-previews': {
    params: Record<never, never>;
    query: {
      survivor: string;
      merged: string;
    };
    body: undefined;
    reply: {
      counts: Record<string, number>;
      kept: Record<string, number>;
      renumbered: Array<{
        from: string;
        to: string;
      }>;
      conflicts: Array<{
        field: "name" | "shortName" | "kind" | "group" | "industry" | "region" | "city" | "country" | "since" | "pattern" | "terms" | "taxNumber" | "address" | "phone" | "ownerA" | "ownerB";
        survivor: string | null;
        merged: string | null;
        proposed: "survivor" | "merged";
      }>;
      doubts: Array<"tax_numbers_differ" | "groups_differ" | "branches_of_group" | "kinds_differ" | "places_differ">;
    };
  };
  'GET /api/merges': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        survivor: {
          publicId: string;
          name: string;
        };
        merged: {
          publicId: string;
          name: string;
        };
        reason: string;
        mergedAt: string;
        mergedBy: {
          id: string;
          name: string;
        } | null;
        undoneAt: string | null;
        undoneBy: {
          id: string;
          name: string;
        } | null;
        moved: number;
        waitsFor: string | null;
      }>;
      total: number;
    };
  };
  'POST /api/merges': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      survivor: string;
      merged: string;
      choices?: Record<string, "survivor" | "merged">;
      reason?: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/merges/:id/reversal': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      publicId: string;
    };
  };
  'GET /api/need-gaps': {
    params: Record<never, never>;
    query: {
      by?: "tier" | "industry" | "region";
    };
    body: undefined;
    reply: {
      items: Array<{
        group: string | null;
        nature: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
        needs: number;
        unmet: number;
        customers: number;
        fit: number | null;
      }>;
    };
  };
  'GET /api/needs': {
    params: Record<never, never>;
    query: {
      state?: "open" | "met" | "unmet" | "dropped" | "unmet_or_open";
      nature?: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
      sort?: "urgency" | "importance" | "level" | "due" | "said";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
        };
        text: string;
        kind: "stated" | "hidden";
        nature: "product" | "delivery" | "price" | "service" | "technical" | "relation" | "other";
        importance: number;
        urgency: number;
        level: number | null;
        evidence: string;
        source: "interview" | "visit" | "call" | "survey" | "complaint" | "data" | "market_research" | "competitor" | null;
        contact: {
          id: string;
          name: string;
        } | null;
        project: {
          id: string;
          name: string;
        } | null;
        product: {
          code: string;
          name: string;
        } | null;
        owner: {
          id: string;
          name: string;
        } | null;
        dueOn: string | null;
        fit: number | null;
        state: "open" | "met" | "unmet" | "dropped";
        stateAt: string;
        stateReason: string;
        saidAt: string;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
    };
  };
  'GET /api/plan': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      version: number;
      name: string;
      nameEn: string | null;
      text: string;
      timezone: string;
      currency: string;
      activatedAt: string;
      activatedBy: {
        id: string;
        name: string;
      } | null;
      reason: string;
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string | null;
      }>;
      indicators: Array<{
        key: string;
        name: string;
        nameEn: string | null;
        risk: string;
        weight: number;
        good: number | null;
        bad: number | null;
      }>;
      warnings: Array<{
        key: string;
        name: string;
        nameEn: string | null;
        level: number;
        risk: string;
        by: string;
        within: {
          count: number;
          unit: string;
        };
      }>;
      segments: Array<{
        key: string;
        name: string;
        nameEn: string | null;
      }>;
      versions: Array<{
        version: number;
        name: string;
        createdAt: string;
        reason: string;
        active: boolean;
      }>;
    };
  };
  'GET /api/plan-activations': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        version: number;
        name: string;
        at: string;
        by: {
          id: string;
          name: string;
        } | null;
        reason: string;
        rollback: boolean;
        request: {
          id: string;
          askedBy: {
            id: string;
            name: string;
          } | null;
          approvedBy: {
            id: string;
            name: string;
          } | null;
        } | null;
      }>;
    };
  };
  'POST /api/plan-activations': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      readyMade: "building-materials" | "retail";
      reason: string;
    };
    reply: {
      version: number;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
    };
  };
  'POST /api/plan-checks': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      text: string;
    };
    reply: {
      problems: Array<{
        line: number;
        column: number;
        length: number;
        path: string;
        code: string;
        word: string | null;
        nearest: string | null;
        zh: string;
        en: string;
      }>;
    };
  };
  'POST /api/plan-diffs': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      before: {
        text: string;
      } | {
        version: number;
      };
      after: {
        text: string;
      } | {
        version: number;
      };
    };
    reply: {
      changes: Array<{
        part: "tier" | "scheme" | "rfm" | "indicator" | "health" | "new_customer" | "stage" | "segment" | "warning" | "badge" | "tag" | "insight" | "setting";
        kind: "added" | "removed" | "changed" | "renamed" | "moved";
        path: string;
        key: string | null;
        name: {
          zh: string;
          en: string;
        };
        field: {
          zh: string;
          en: string;
        } | null;
        before: {
          zh: string;
          en: string;
        } | null;
        after: {
          zh: string;
          en: string;
        } | null;
        pieces: {
          before: Array<{
            text: string;
            changed: boolean;
          }>;
          after: Array<{
            text: string;
            changed: boolean;
          }>;
        } | null;
        zh: string;
        en: string;
      }>;
    };
  };
  'POST /api/plan-dry-runs': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      text: string;
    } | {
      version: number;
    };
    reply: {
      id: string;
      version: number | null;
      state: "running" | "finished" | "failed";
      askedAt: string;
      progress: {
        done: number;
        total: number;
      };
      result: {
        asOf: string;
        against: number;
        customers: number;
        seconds: number;
        changes: Array<{
          part: "tier" | "scheme" | "rfm" | "indicator" | "health" | "new_customer" | "stage" | "segment" | "warning" | "badge" | "tag" | "insight" | "setting";
          kind: "added" | "removed" | "changed" | "renamed" | "moved";
          path: string;
          key: string | null;
          name: {
            zh: string;
            en: string;
          };
          field: {
            zh: string;
            en: string;
          } | null;
          before: {
            zh: string;
            en: string;
          } | null;
          after: {
            zh: string;
            en: string;
          } | null;
          pieces: {
            before: Array<{
              text: string;
              changed: boolean;
            }>;
            after: Array<{
              text: string;
              changed: boolean;
            }>;
          } | null;
          zh: string;
          en: string;
        }>;
        bands: {
          before: Array<{
            tier: string | null;
            name: {
              zh: string;
              en: string;
            };
            red: number;
            yellow: number;
            green: number;
            unknown: number;
          }>;
          after: Array<{
            tier: string | null;
            name: {
              zh: string;
              en: string;
            };
            red: number;
            yellow: number;
            green: number;
            unknown: number;
          }>;
        };
        counts: {
          customers: number;
          tier: {
            up: number;
            down: number;
            other: number;
          };
          colour: {
            better: number;
            worse: number;
            other: number;
            later: number;
          };
          stage: number;
          schemes: Record<string, number>;
          segments: Record<string, {
            joins: number;
            leaves: number;
          }>;
        };
        moves: Array<{
          kind: "tier" | "scheme" | "colour" | "stage" | "segment";
          key: string | null;
          from: string | null;
          to: string | null;
          direction: "up" | "down" | "other";
          on: string | null;
          customer: {
            publicId: string;
            name: string;
            externalId: string | null;
          } | null;
          amountYear: number;
        }>;
        names: Record<string, {
          zh: string;
          en: string;
        }>;
        indicators: Array<{
          key: string;
          name: {
            zh: string;
            en: string;
          };
          customers: number;
          meanChange: number | null;
          largest: Array<{
            customer: {
              publicId: string;
              name: string;
              externalId: string | null;
            } | null;
            before: number;
            after: number;
          }>;
        }>;
        warnings: Array<{
          key: string;
          name: {
            zh: string;
            en: string;
          };
          level: number;
          minutes: number;
          before: number;
          after: number;
          raised: number;
          cleared: number;
          raisedMinutes: number;
          items: Array<{
            customer: {
              publicId: string;
              name: string;
              externalId: string | null;
            } | null;
            kind: "raised" | "cleared";
          }>;
          perMonth: {
            before: number;
            after: number;
          };
        }>;
        warningsRaised: number;
        warningsCleared: number;
        minutes: number;
        perMonth: {
          days: number;
          sampled: number;
          customers: number;
          before: {
            warnings: number;
            minutes: number;
          };
          after: {
            warnings: number;
            minutes: number;
          };
        };
      } | null;
      failure: string | null;
    };
  };
  'GET /api/plan-dry-runs/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      version: number | null;
      state: "running" | "finished" | "failed";
      askedAt: string;
      progress: {
        done: number;
        total: number;
      };
      result: {
        asOf: string;
        against: number;
        customers: number;
        seconds: number;
        changes: Array<{
          part: "tier" | "scheme" | "rfm" | "indicator" | "health" | "new_customer" | "stage" | "segment" | "warning" | "badge" | "tag" | "insight" | "setting";
          kind: "added" | "removed" | "changed" | "renamed" | "moved";
          path: string;
          key: string | null;
          name: {
            zh: string;
            en: string;
          };
          field: {
            zh: string;
            en: string;
          } | null;
          before: {
            zh: string;
            en: string;
          } | null;
          after: {
            zh: string;
            en: string;
          } | null;
          pieces: {
            before: Array<{
              text: string;
              changed: boolean;
            }>;
            after: Array<{
              text: string;
              changed: boolean;
            }>;
          } | null;
          zh: string;
          en: string;
        }>;
        bands: {
          before: Array<{
            tier: string | null;
            name: {
              zh: string;
              en: string;
            };
            red: number;
            yellow: number;
            green: number;
            unknown: number;
          }>;
          after: Array<{
            tier: string | null;
            name: {
              zh: string;
              en: string;
            };
            red: number;
            yellow: number;
            green: number;
            unknown: number;
          }>;
        };
        counts: {
          customers: number;
          tier: {
            up: number;
            down: number;
            other: number;
          };
          colour: {
            better: number;
            worse: number;
            other: number;
            later: number;
          };
          stage: number;
          schemes: Record<string, number>;
          segments: Record<string, {
            joins: number;
            leaves: number;
          }>;
        };
        moves: Array<{
          kind: "tier" | "scheme" | "colour" | "stage" | "segment";
          key: string | null;
          from: string | null;
          to: string | null;
          direction: "up" | "down" | "other";
          on: string | null;
          customer: {
            publicId: string;
            name: string;
            externalId: string | null;
          } | null;
          amountYear: number;
        }>;
        names: Record<string, {
          zh: string;
          en: string;
        }>;
        indicators: Array<{
          key: string;
          name: {
            zh: string;
            en: string;
          };
          customers: number;
          meanChange: number | null;
          largest: Array<{
            customer: {
              publicId: string;
              name: string;
              externalId: string | null;
            } | null;
            before: number;
            after: number;
          }>;
        }>;
        warnings: Array<{
          key: string;
          name: {
            zh: string;
            en: string;
          };
          level: number;
          minutes: number;
          before: number;
          after: number;
          raised: number;
          cleared: number;
          raisedMinutes: number;
          items: Array<{
            customer: {
              publicId: string;
              name: string;
              externalId: string | null;
            } | null;
            kind: "raised" | "cleared";
          }>;
          perMonth: {
            before: number;
            after: number;
          };
        }>;
        warningsRaised: number;
        warningsCleared: number;
        minutes: number;
        perMonth: {
          days: number;
          sampled: number;
          customers: number;
          before: {
            warnings: number;
            minutes: number;
          };
          after: {
            warnings: number;
            minutes: number;
          };
        };
      } | null;
      failure: string | null;
    };
  };
  'GET /api/plan-requests': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      state?: "open" | "ended";
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        version: number;
        versionName: string;
        reason: string;
        rollback: boolean;
        at: string | null;
        askedAt: string;
        askedBy: {
          id: string;
          name: string;
        } | null;
        overVersion: number | null;
        state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        approval: {
          by: {
            id: string;
            name: string;
          } | null;
          at: string;
          note: string;
        } | null;
        ending: {
          kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
          by: {
            id: string;
            name: string;
          } | null;
          at: string;
          reason: string;
        } | null;
        mayApprove: boolean;
      }>;
      total: number;
    };
  };
  'POST /api/plan-requests': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      version: number;
      reason: string;
      at?: string;
    };
    reply: {
      id: string;
      version: number;
      versionName: string;
      reason: string;
      rollback: boolean;
      at: string | null;
      askedAt: string;
      askedBy: {
        id: string;
        name: string;
      } | null;
      overVersion: number | null;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
      approval: {
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        note: string;
      } | null;
      ending: {
        kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        reason: string;
      } | null;
      mayApprove: boolean;
    };
  };
  'POST /api/plan-requests/:id/approval': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      note?: string;
    };
    reply: {
      id: string;
      version: number;
      versionName: string;
      reason: string;
      rollback: boolean;
      at: string | null;
      askedAt: string;
      askedBy: {
        id: string;
        name: string;
      } | null;
      overVersion: number | null;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
      approval: {
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        note: string;
      } | null;
      ending: {
        kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        reason: string;
      } | null;
      mayApprove: boolean;
    };
  };
  'POST /api/plan-requests/:id/refusal': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: {
      id: string;
      version: number;
      versionName: string;
      reason: string;
      rollback: boolean;
      at: string | null;
      askedAt: string;
      askedBy: {
        id: string;
        name: string;
      } | null;
      overVersion: number | null;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
      approval: {
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        note: string;
      } | null;
      ending: {
        kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        reason: string;
      } | null;
      mayApprove: boolean;
    };
  };
  'POST /api/plan-requests/:id/withdrawal': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: {
      id: string;
      version: number;
      versionName: string;
      reason: string;
      rollback: boolean;
      at: string | null;
      askedAt: string;
      askedBy: {
        id: string;
        name: string;
      } | null;
      overVersion: number | null;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
      approval: {
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        note: string;
      } | null;
      ending: {
        kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        reason: string;
      } | null;
      mayApprove: boolean;
    };
  };
  'POST /api/plan-rollbacks': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      reason: string;
      version?: number;
    };
    reply: {
      id: string;
      version: number;
      versionName: string;
      reason: string;
      rollback: boolean;
      at: string | null;
      askedAt: string;
      askedBy: {
        id: string;
        name: string;
      } | null;
      overVersion: number | null;
      state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
      approval: {
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        note: string;
      } | null;
      ending: {
        kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        by: {
          id: string;
          name: string;
        } | null;
        at: string;
        reason: string;
      } | null;
      mayApprove: boolean;
    };
  };
  'GET /api/plan-versions': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      approval: "none" | "two_persons";
      inForce: number | null;
      newest: number | null;
      items: Array<{
        version: number;
        name: string;
        author: {
          id: string;
          name: string;
        } | null;
        createdAt: string;
        reason: string;
        basedOn: number | null;
        state: "draft" | "awaiting_approval" | "scheduled" | "in_force" | "replaced";
        inForceSince: string | null;
        request: {
          id: string;
          version: number;
          versionName: string;
          reason: string;
          rollback: boolean;
          at: string | null;
          askedAt: string;
          askedBy: {
            id: string;
            name: string;
          } | null;
          overVersion: number | null;
          state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
          approval: {
            by: {
              id: string;
              name: string;
            } | null;
            at: string;
            note: string;
          } | null;
          ending: {
            kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
            by: {
              id: string;
              name: string;
            } | null;
            at: string;
            reason: string;
          } | null;
          mayApprove: boolean;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/plan-versions': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      text: string;
      reason: string;
      basedOn: number | null;
      newestSeen?: number;
    };
    reply: {
      version: number;
    };
  };
  'GET /api/plan-versions/:version': {
    params: {
      version: number;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      version: number;
      name: string;
      author: {
        id: string;
        name: string;
      } | null;
      createdAt: string;
      reason: string;
      basedOn: number | null;
      state: "draft" | "awaiting_approval" | "scheduled" | "in_force" | "replaced";
      inForceSince: string | null;
      request: {
        id: string;
        version: number;
        versionName: string;
        reason: string;
        rollback: boolean;
        at: string | null;
        askedAt: string;
        askedBy: {
          id: string;
          name: string;
        } | null;
        overVersion: number | null;
        state: "awaiting_approval" | "scheduled" | "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
        approval: {
          by: {
            id: string;
            name: string;
          } | null;
          at: string;
          note: string;
        } | null;
        ending: {
          kind: "activated" | "refused" | "withdrawn" | "overtaken" | "failed";
          by: {
            id: string;
            name: string;
          } | null;
          at: string;
          reason: string;
        } | null;
        mayApprove: boolean;
      } | null;
      text: string;
    };
  };
  'GET /api/pool': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        publicId: string;
        name: string;
        region: string | null;
        city: string | null;
        amountYear: number | null;
        lastOrderOn: string | null;
        lastOwner: {
          id: string;
          name: string;
        } | null;
        protectedUntil: string | null;
      }>;
    };
  };
  'GET /api/pool-candidates': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        publicId: string;
        name: string;
        region: string | null;
        owner: {
          id: string;
          name: string;
        } | null;
        lastOrderOn: string | null;
      }>;
    };
  };
  'POST /api/pool-claims': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      publicId: string;
    };
    reply: null;
  };
  'GET /api/quality': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      customers: number;
      completeness: number | null;
      flaws: {
        no_owner: number;
        no_backup: number;
        no_decider: number;
        no_phone: number;
        no_region: number;
        terms_differ: number;
        pattern_differs: number;
        preference_refused: number;
        need_contradicted: number;
        unconfirmed: number;
        contact_left: number;
        duplicate: number;
      };
      products: number;
      owners: Array<{
        owner: {
          id: string;
          name: string;
        } | null;
        customers: number;
        completeness: number | null;
        flaws: {
          no_owner: number;
          no_backup: number;
          no_decider: number;
          no_phone: number;
          no_region: number;
          terms_differ: number;
          pattern_differs: number;
          preference_refused: number;
          need_contradicted: number;
          unconfirmed: number;
          contact_left: number;
          duplicate: number;
        };
      }>;
    };
  };
  'GET /api/quality/customers': {
    params: Record<never, never>;
    query: {
      flaw: "no_owner" | "no_backup" | "no_decider" | "no_phone" | "no_region" | "terms_differ" | "pattern_differs" | "preference_refused" | "need_contradicted" | "unconfirmed" | "contact_left" | "duplicate";
      owner?: string | "none";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        owner: {
          id: string;
          name: string;
        } | null;
        version: number;
        region: string | null;
        terms: string | null;
        pattern: string | null;
        amountYear: number;
        detail: {
          zh: string;
          en: string;
        } | null;
      }>;
      total: number;
    };
  };
  'GET /api/search': {
    params: Record<never, never>;
    query: {
      query: string;
    };
    body: undefined;
    reply: {
      customers: Array<{
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
        city: string | null;
      }>;
    };
  };
  'GET /api/season-spans': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<SeasonSpan>;
    };
  };
  'POST /api/season-spans': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      fromOn: string;
      toOn: string;
      weight: number;
      regions: Array<string>;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/season-spans/:id/withdrawal': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/segment-previews': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      expression: string;
    };
    reply: {
      problems: Array<{
        line: number;
        column: number;
        length: number;
        code: string;
        word: string | null;
        nearest: string | null;
        zh: string;
        en: string;
      }>;
      count: {
        value: number;
        low: number;
        high: number;
        exact: boolean;
        looked: number;
        of: number;
      } | null;
      sample: Array<{
        publicId: string;
        name: string;
        shortName: string | null;
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        amountYear: number;
      }>;
    };
  };
  'GET /api/segments': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        key: string;
        name: string;
        nameEn: string;
        description: string;
        descriptionEn: string;
        source: string | null;
        isOwn: boolean;
        expression: string;
        author: {
          id: string;
          name: string;
        } | null;
        since: string;
        problem: {
          line: number;
          column: number;
          length: number;
          code: string;
          word: string | null;
          nearest: string | null;
          zh: string;
          en: string;
        } | null;
        members: number | null;
        amountYear: number | null;
        valueShare: number | null;
        came: number;
        went: number;
        strategy: {
          text: string;
          by: {
            id: string;
            name: string;
          } | null;
          since: string;
        } | null;
        target: {
          reason: string;
          since: string;
          by: {
            id: string;
            name: string;
          } | null;
        } | null;
        trend: Array<{
          day: string;
          members: number;
        }>;
      }>;
      book: {
        customers: number;
        amountYear: number;
      } | null;
      computed: {
        at: string | null;
        seconds: number | null;
        customers: number | null;
      };
    };
  };
  'POST /api/segments': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      nameEn?: string;
      description?: string;
      expression: string;
      reason: string;
    };
    reply: {
      key: string;
    };
  };
  'GET /api/segments/:key': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      segment: {
        key: string;
        name: string;
        nameEn: string;
        description: string;
        descriptionEn: string;
        source: string | null;
        isOwn: boolean;
        expression: string;
        author: {
          id: string;
          name: string;
        } | null;
        since: string;
        problem: {
          line: number;
          column: number;
          length: number;
          code: string;
          word: string | null;
          nearest: string | null;
          zh: string;
          en: string;
        } | null;
        members: number | null;
        amountYear: number | null;
        valueShare: number | null;
        came: number;
        went: number;
        strategy: {
          text: string;
          by: {
            id: string;
            name: string;
          } | null;
          since: string;
        } | null;
        target: {
          reason: string;
          since: string;
          by: {
            id: string;
            name: string;
          } | null;
        } | null;
      };
      book: {
        customers: number;
        amountYear: number;
      } | null;
      computed: {
        at: string | null;
        seconds: number | null;
        customers: number | null;
      };
      figures: {
        satisfaction: {
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          book: number | null;
        };
        recommendation: {
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          book: number | null;
        };
        loyalty: {
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          book: number | null;
        };
        contribution: {
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          book: number | null;
        };
      };
      days: Array<{
        day: string;
        members: number;
        amountYear: number;
        came: number;
        went: number;
        workedOut: boolean;
      }>;
      moves: Array<{
        day: string;
        change: 1 | -1;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          amountYear: number;
        };
      }>;
      uses: Array<string>;
      usedBy: Array<string>;
      versions: Array<{
        version: number;
        name: string;
        expression: string | null;
        reason: string;
        author: {
          id: string;
          name: string;
        } | null;
        since: string;
      }>;
    };
  };
  'PUT /api/segments/:key': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: {
      name: string;
      nameEn?: string;
      description?: string;
      expression: string;
      reason: string;
    };
    reply: null;
  };
  'PUT /api/segments/:key/strategy': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: {
      text: string;
    };
    reply: null;
  };
  'PUT /api/segments/:key/target': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'DELETE /api/segments/:key/target': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/segments/:key/withdrawal': {
    params: {
      key: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'GET /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: Session;
  };
  'POST /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      email: string;
      password: string;
    };
    reply: null;
  };
  'DELETE /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'PUT /api/session/language': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      language: "zh" | "en";
    };
    reply: null;
  };
  'PUT /api/session/password': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      current: string;
      wanted: string;
    };
    reply: null;
  };
  'GET /api/sessions': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        current: boolean;
        startedAt: string;
        expiresAt: string;
        address: string | null;
        device: string | null;
      }>;
    };
  };
  'GET /api/stock-list': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      perWeek: number;
      total: number;
      done: number;
      amount: number;
      thisWeek: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        level: number;
        risk: "need" | "relation" | "external";
        stock: boolean;
        openedAt: string;
        dueAt: string | null;
        dueProvisional: boolean;
        valueAtRisk: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          level: number;
          sentence: {
            zh: string;
            en: string;
          };
          raisedAt: string;
          cleared: boolean;
        }>;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          at: string;
          reason: string;
        } | null;
        ended: {
          outcome: "recovered" | "lost" | "false_alarm";
          cause: string;
          at: string;
        } | null;
      }>;
      later: number;
    };
  };
  'GET /api/tasks': {
    params: Record<never, never>;
    query: {
      owner?: "me" | "all";
      state?: "open" | "done";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          reachable: boolean;
        };
        title: string;
        why: string;
        minutes: number;
        owner: {
          id: string;
          name: string;
        } | null;
        dueAt: string | null;
        createdAt: string;
        completion: {
          outcome: string;
          completedAt: string;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/tasks/:id/completions': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome: string;
    };
    reply: null;
  };
  'GET /api/teams': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<Team>;
    };
  };
  'POST /api/teams': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
    };
    reply: Team;
  };
  'POST /api/tier-approvals': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      ids: Array<string>;
    };
    reply: {
      decided: number;
      left: number;
    };
  };
  'GET /api/tier-changes': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        from: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        to: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        way: "first" | "settled" | "automatic" | "approved" | "override" | "given" | "merged" | "kept";
        reason: string;
        said: {
          zh: string;
          en: string;
        } | null;
        planVersion: number | null;
        changedAt: string;
        decidedBy: {
          id: string;
          name: string;
        } | null;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
        };
      }>;
      total: number;
    };
  };
  'GET /api/tier-matrix': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      days: number;
      up: "automatic" | "approved";
      down: "automatic" | "approved";
      holdDays: number;
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string;
        customers: number;
      }>;
      moves: Array<{
        from: string;
        to: string;
        count: number;
      }>;
      counts: {
        ripe: number;
        waiting: number;
        overrides: number;
        due: number;
      };
      gaps: Array<{
        scheme: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
      }>;
    };
  };
  'GET /api/tier-overrides': {
    params: Record<never, never>;
    query: {
      due?: "yes" | "no";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
        };
        from: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        proposed: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        reason: string;
        reviewOn: string;
        isDue: boolean;
        madeAt: string;
        madeBy: {
          id: string;
          name: string;
        } | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
    };
  };
  'GET /api/tier-proposals': {
    params: Record<never, never>;
    query: {
      state?: "ripe" | "waiting";
      direction?: "up" | "down";
      owner?: string;
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
        };
        from: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        to: {
          key: string;
          name: string;
          nameEn: string;
        } | null;
        direction: "up" | "down";
        said: {
          zh: string;
          en: string;
        };
        since: string;
        readyOn: string;
        amountYear: number;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/tier-refusals': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      ids: Array<string>;
      reason: string;
    };
    reply: {
      decided: number;
      left: number;
    };
  };
  'GET /api/today': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      today: string;
      late: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        reachable: boolean;
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          dueProvisional: boolean;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      due: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        reachable: boolean;
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          dueProvisional: boolean;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      week: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        reachable: boolean;
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          dueProvisional: boolean;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      doneToday: number;
      minutes: {
        done: number;
        todo: number;
        available: number;
      };
      myCustomers: {
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
      };
    };
  };
  'GET /api/trail': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      action?: "exported" | "revealed" | "alarmed" | "claimed" | "released" | "merged";
      memberId?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        at: string;
        action: "exported" | "revealed" | "alarmed" | "claimed" | "released" | "merged";
        subject: string;
        subjectId: string | null;
        by: {
          id: string;
          name: string;
        } | null;
        customer: {
          publicId: string;
          name: string;
        } | null;
        details: Record<string, string | number | boolean | null | Array<string>>;
      }>;
      total: number;
    };
  };
  'GET /api/warnings': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      state?: "open" | "contacted" | "ended" | "stock";
      level?: number;
      owner?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        level: number;
        risk: "need" | "relation" | "external";
        stock: boolean;
        openedAt: string;
        dueAt: string | null;
        dueProvisional: boolean;
        valueAtRisk: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          level: number;
          sentence: {
            zh: string;
            en: string;
          };
          raisedAt: string;
          cleared: boolean;
        }>;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          at: string;
          reason: string;
        } | null;
        ended: {
          outcome: "recovered" | "lost" | "false_alarm";
          cause: string;
          at: string;
        } | null;
      }>;
      total: number;
      counts: {
        open: number;
        contacted: number;
        ended: number;
        stock: number;
        level1: number;
        level2: number;
        level3: number;
      };
    };
  };
  'PUT /api/working-days/:day': {
    params: {
      day: string;
    };
    query: Record<never, never>;
    body: {
      works: boolean;
      name?: string;
    };
    reply: null;
  };
  'DELETE /api/working-days/:day': {
    params: {
      day: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'PUT /api/working-periods': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      items: Array<{
        weekday: number;
        from: number;
        to: number;
      }>;
    };
    reply: null;
  };
}
