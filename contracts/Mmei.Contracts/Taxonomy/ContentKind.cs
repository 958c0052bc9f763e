
namespace Mmei.Contracts.Taxonomy;

/// <summary>What an AI-generated item is.</summary>
public enum ContentKind
{
    Music,
    Image,
    Video,
    Story,
}
