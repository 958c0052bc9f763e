
namespace Mmei.Contracts.Taxonomy;

/// <summary>What a person can be perceived by, in the order of the fusion weights a_v, a_a, a_t (eq. 3).</summary>
public enum Modality
{
    Image,
    Audio,
    Text,
}
