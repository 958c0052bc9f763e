using MassTransit;
using Mmei.Feedback.AssignRewards;
using Mmei.Feedback.BroadcastPolicies;
using Mmei.Feedback.Outbox;
using Mmei.Feedback.ReceiveSignals;
using Mmei.Feedback.RecordDecision;
using Mmei.Feedback.Store;
using Mmei.Hosting.Background;
using Mmei.Hosting.Options;
using Mmei.Storage;
using Mmei.Storage.Schema;

namespace Mmei.Feedback;

/// <summary>The feedback service, for its own host and for the standalone one.</summary>
public static class FeedbackBuilderExtensions
{
    /// <summary>Adds storage, learning, the outbox and the broadcasts. Needs the service defaults and messaging.</summary>
    public static IHostApplicationBuilder AddFeedback(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<FeedbackOptions>(FeedbackOptions.Section);
        builder.AddStorage(SqlSchema.Embedded("feedback", typeof(FeedbackBuilderExtensions).Assembly));
        builder.Services.AddSingleton<IFeedbackStore, SqlFeedbackStore>();
        builder.Services.AddSingleton<FeedbackInstruments>();
        builder.Services.AddBackgroundService<OutboxSender>();
        builder.Services.AddBackgroundService<SnapshotBroadcaster>();
        builder.Services.AddBackgroundService<Learner>();
        return builder;
    }

    /// <summary>Adds the consumers of decisions and of requests for policies.</summary>
    public static void AddFeedbackConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<DecisionMadeConsumer, DecisionMadeConsumerDefinition>();
        bus.AddConsumer<RequestPolicySnapshotConsumer, RequestPolicySnapshotConsumerDefinition>();
    }

    /// <summary>Maps <c>POST /v1/feedback</c>.</summary>
    public static IEndpointRouteBuilder MapFeedback(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/feedback", FeedbackEndpoint.HandleAsync).WithName("sendFeedback").WithSummary("What people did with recommended items; durable once answered.");
        return app;
    }
}
