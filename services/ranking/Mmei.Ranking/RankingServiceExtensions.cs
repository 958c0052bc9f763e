using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using Mmei.Hosting.Options;
using Mmei.Messaging;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.DeclareAttributes;
using Mmei.Ranking.Catalog.EditItems;
using Mmei.Ranking.Catalog.EncodeItems;
using Mmei.Ranking.Catalog.ExpireItems;
using Mmei.Ranking.Catalog.ExportItems;
using Mmei.Ranking.Catalog.ImportItems;
using Mmei.Ranking.Catalog.IndexItems;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Decisions.Evaluate;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Read;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Decisions.TakeOver;
using Mmei.Ranking.Decisions.WhyNot;
using Mmei.Ranking.Index;
using Mmei.Ranking.Index.Qdrant;
using Mmei.Ranking.Lists;
using Mmei.Ranking.People;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;
using Mmei.Storage;
using Mmei.Storage.Retention;
using Mmei.Storage.Schema;

namespace Mmei.Ranking;

/// <summary>Ranking and the catalog, for their own process and for the standalone host alike.</summary>
public static class RankingServiceExtensions
{
    private const string InstanceEndpoint = "mmei.ranking-policy";

    /// <summary>
    /// Adds validated options (Ranking, Catalog, Decisions, Taste, Quality, VectorIndex, Storage), stores, the index and what runs in
    /// the background.
    /// </summary>
    public static IHostApplicationBuilder AddRanking(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<RankingOptions>(RankingOptions.Section);
        builder.AddValidatedOptions<RuleOptions>(RuleOptions.Section);
        builder.AddValidatedOptions<PolicyOptions>(PolicyOptions.Section);
        builder.AddValidatedOptions<CatalogOptions>(CatalogOptions.Section);
        builder.AddValidatedOptions<DecisionOptions>(DecisionOptions.Section);
        builder.AddValidatedOptions<TasteOptions>(TasteOptions.Section);
        builder.AddValidatedOptions<QualityOptions>(QualityOptions.Section);
        builder.AddValidatedOptions<VectorIndexOptions>(VectorIndexOptions.Section);
        builder.AddStorage(SqlSchema.Embedded("ranking", typeof(RankingServiceExtensions).Assembly));
        builder.AddRetention<RetainedRewards>();
        builder.AddRetention<RetainedItems>();
        builder.AddRetention<RetainedVotes>();
        builder.AddRetention<RetainedErasures>();
        builder.AddRetention<RetainedRecords>();
        builder.AddRetention<RetainedPolicies>();

        var services = builder.Services;
        services.AddSingleton<RankingInstruments>();
        services.AddSingleton(ConnectIndex);
        services.AddSingleton<ICatalogStore, SqlCatalogStore>();
        services.AddSingleton<IAttributeStore, SqlAttributeStore>();
        services.AddSingleton<ITasteStore, SqlTasteStore>();
        services.AddSingleton<IVoteStore, SqlVoteStore>();
        services.AddSingleton<IDecisionStore, SqlDecisionStore>();
        services.AddSingleton<RankableItems>();
        services.AddSingleton<CatalogEditor>();
        services.AddSingleton<AttributeDeclarer>();
        services.AddSingleton<Import>();
        services.AddSingleton<Export>();
        services.AddSingleton<ItemLists>();
        services.AddSingleton<IReindexStore, SqlReindexStore>();
        services.AddSingleton<ContentModelRegistry>();
        services.AddSingleton<FusionModels>();
        services.AddSingleton<IndexProgress>();
        services.AddSingleton<EncodedItems>();
        services.AddSingleton<PolicyRegistry>();
        services.AddSingleton<Tastes>();
        services.AddSingleton<KnownPerson>();
        services.AddSingleton<ItemVotes>();
        services.AddSingleton<CandidateSource>();
        services.AddSingleton<Ranker>();
        services.AddSingleton<Recommender>();
        services.AddSingleton<DecisionRecorder>();
        services.AddSingleton<IDecisionRecords, DecisionRecords>();
        services.AddSingleton<DecisionReader>();
        services.AddSingleton<InputsOfRecords>();
        services.AddSingleton<Replayer>();
        services.AddSingleton<WhyNotFinder>();
        services.AddSingleton<PolicyEvaluator>();
        services.AddSingleton<PolicyPromotion>();
        services.AddSingleton<ILookStore, SqlLookStore>();
        services.AddSingleton<AnsweredObservations>();
        services.AddStartupGate<IndexGate>("index");
        services.AddHostedService<IndexStartup>();
        services.AddBackgroundService<EncodeRequests>();
        services.AddBackgroundService<Reindex>();
        services.AddBackgroundService<PopularItems>();
        services.AddBackgroundService<TakeOvers>();
        services.AddHostedService<PolicyRequest>();
        return builder;
    }

    /// <summary>
    /// Adds the consumers to the host's bus: observations, encoded items and their model, rewards, votes, erasures, and this instance's
    /// policy broadcasts.
    /// </summary>
    public static void AddRankingConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<ObservationFusedConsumer, ObservationFusedConsumerDefinition>();
        bus.AddConsumer<ItemEncodedConsumer, ItemEncodedConsumerDefinition>();
        bus.AddConsumer<ContentModelServedConsumer, ContentModelServedConsumerDefinition>();
        bus.AddConsumer<RewardAssignedConsumer, RewardAssignedConsumerDefinition>();
        bus.AddConsumer<ErasePersonConsumer, ErasePersonConsumerDefinition>();
        bus.AddConsumer<VotesCountedConsumer, VotesCountedConsumerDefinition>();
        bus.AddConsumer<PolicySnapshotConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddInstanceEndpoint(InstanceEndpoint, (endpoint, context) => endpoint.ConfigureConsumer<PolicySnapshotConsumer>(context));
    }

    private static IVectorIndex ConnectIndex(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<VectorIndexOptions>>().Value;
        return options.Provider == VectorIndexProvider.Embedded
            ? new EmbeddedIndex()
            : QdrantIndex.Connect(
                options,
                services.GetRequiredService<ILoggerFactory>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<RankingInstruments>().IndexBroken);
    }
}
