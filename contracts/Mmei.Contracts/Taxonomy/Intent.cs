
namespace Mmei.Contracts.Taxonomy;

/// <summary>The five intents, in the order of every probability vector on the wire and in every model.</summary>
public enum Intent
{
    Relax,
    Learn,
    Create,
    Entertain,
    Comfort,
}
