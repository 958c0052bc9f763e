namespace Mmei.Contracts.Api.V1;

/// <summary>What a tenant may say of an item under a name of its own, by the types of JSON.</summary>
public enum AttributeType
{
    Text,
    Number,
    Boolean,
}
