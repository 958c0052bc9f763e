using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Feedback.Control;
using Mmei.Feedback.Decisions;
using Mmei.Feedback.Experiments;
using Mmei.Feedback.Outbox;
using Mmei.Feedback.People;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Feedback.Store;
using Mmei.Hosting.Background;
using Mmei.Hosting.Consents;
using Mmei.Hosting.Options;
using Mmei.Messaging.InMemory;
using Mmei.Storage;
using Mmei.Storage.Retention;
using Mmei.Storage.Schema;

namespace Mmei.Feedback;

/// <summary>The feedback service, for its own host and for the standalone one.</summary>
public static class FeedbackServiceExtensions
{
    /// <summary>Adds storage, learning, the outbox and the broadcasts. Needs the service defaults and messaging.</summary>
    public static IHostApplicationBuilder AddFeedback(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<FeedbackOptions>(FeedbackOptions.Section);
        builder.AddStorage(SqlSchema.Embedded("feedback", typeof(FeedbackServiceExtensions).Assembly));
        builder.AddRetention<RetainedDecisions>();
        builder.AddRetention<RetainedOrphans>();
        builder.AddRetention<RetainedVotes>();
        builder.AddRetention<RetainedErasures>();
        builder.Services.AddSingleton<IFeedbackLog, SqlFeedbackLog>();
        builder.Services.AddSingleton<ILearningStore, SqlLearningStore>();
        builder.Services.AddSingleton<IPolicyStore, SqlPolicyStore>();
        builder.Services.AddSingleton<IPolicyControl, SqlPolicyControl>();
        builder.Services.AddSingleton<PolicyControl>();
        builder.Services.AddSingleton<IExperiments, SqlExperiments>();
        builder.Services.AddSingleton<ExperimentControl>();
        builder.Services.AddSingleton<IOutbox, SqlOutbox>();
        builder.Services.AddSingleton<IConsents, SqlConsents>();
        builder.Services.AddSingleton<IStoredConsents>(services => services.GetRequiredService<IConsents>());
        builder.Services.AddSingleton<IErasures, SqlErasures>();
        builder.Services.AddSingleton<ErasePeople>();
        builder.Services.AddSingleton<FeedbackInstruments>();
        builder.Services.AddSingleton<DecisionStore>();
        builder.Services.AddSingleton<ILocalStore<DecisionMade>>(services => services.GetRequiredService<DecisionStore>());
        builder.Services.AddSingleton<OutboxInstruments>();
        builder.Services.AddBackgroundService<OutboxSender>();
        builder.Services.AddBackgroundService<SnapshotBroadcaster>();
        builder.Services.AddBackgroundService<SnapshotSchedule>();
        builder.Services.AddBackgroundService<Learner>();
        return builder;
    }

    /// <summary>
    /// Adds the consumers of decisions, of requests for policies, of what ranking has erased, and of policies to put in force.
    /// </summary>
    public static void AddFeedbackConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<DecisionMadeConsumer, DecisionMadeConsumerDefinition>();
        bus.AddConsumer<PersonErasedConsumer, PersonErasedConsumerDefinition>();
        bus.AddConsumer<PromotePolicyConsumer, PromotePolicyConsumerDefinition>();
        bus.AddConsumer<RequestPolicySnapshotConsumer, RequestPolicySnapshotConsumerDefinition>();
    }
}
