using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Replay;

/// <summary>What a recorded decision followed from, as far as it is still there.</summary>
/// <param name="Inputs">Null where nothing can be made of what is left.</param>
/// <param name="Lacks">What is not as it was.</param>
internal sealed record RebuiltInputs(RankingInputs? Inputs, IReadOnlyList<ReplayLack> Lacks);
