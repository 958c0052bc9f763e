using Mmei.Messaging;

namespace Mmei.Ranking.Rank;

/// <summary>A decision's id follows from its observation's: an observation that is delivered twice so makes one decision.</summary>
internal static class DecisionIds
{
    public static Guid Of(Guid observationId) => DerivedId.Of("decision", observationId);
}
